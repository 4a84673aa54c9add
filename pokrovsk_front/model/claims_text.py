"""Claims, checks and verdicts in words: labels, numbers, and why a verdict was given."""

import math

from pokrovsk_front.model.claims import NEAR, Check, Claim
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording


def verdict_label(verdict: str, words: Wording) -> str:
    """Name a verdict, with its mark."""
    marks = {
        "confirmed": words.gettext("✓ confirmed"),
        "consistent": words.gettext("○ consistent"),
        "approximate": words.gettext("≈ approximate"),
        "contradicted": words.gettext("✗ contradicted"),
        "unverifiable": words.gettext("? unverifiable"),
    }
    return marks[verdict]


def verdict_name(verdict: str, words: Wording) -> str:
    """Name a verdict without its mark."""
    return verdict_label(verdict, words).partition(" ")[2]


def related_figure(value: float, unit: str, relation: str, words: Wording) -> str:
    """Write a published figure with its relation: more than, less than, or as it is.

    >>> related_figure(300.0, "soldiers", "more_than", Wording())
    'more than 300 soldiers'
    """
    text = words.printed(value, unit)
    match relation:
        case "more_than":
            return words.gettext("more than {figure}").format(figure=text)
        case "less_than":
            return words.gettext("less than {figure}").format(figure=text)
    return text


def verdict_reason(check: Check, words: Wording) -> str:
    """Give the reason of a verdict: the part of the rule that decided, with its numbers."""
    _ = words.gettext
    if check.is_measured:
        said = [_tolerance(check, _("Our calculation decides"), words)]
        if not check.is_whole:
            said.append(_("It covers only a part of the claim: consistent at most."))
        if check.second_reading in {"agrees_in_part", "disagrees"}:
            said.append(_("The second source does not fully agree: the weaker result stands."))
        return " ".join(said)
    if not math.isnan(check.second_value):
        return _tolerance(check, _("The number of the second source decides"), words)
    match check.second_reading:
        case "agrees":
            return _("The second source says the same; it cannot be recalculated here.")
        case "agrees_in_part":
            return _("The second source says the same only in part.")
        case "disagrees":
            return _("The second source says otherwise.")
    return _("Nothing to calculate, and no second source that settles it.")


def claim_numbers(claim: Claim, check: Check, words: Wording) -> list[str]:
    """List the numbers of a claim: published, calculated here, second source."""
    numbers = []
    if not math.isnan(check.printed_value):
        known = related_figure(check.printed_value, check.unit, check.relation, words)
        said = N_("published {figure}") if claim.is_number_printed else N_("read as {figure}")
        numbers.append(words.gettext(said).format(figure=known))
    if not math.isnan(check.our_value):
        ours = words.in_unit(check.our_value, check.unit, words.decimals(check.unit))
        numbers.append(words.gettext("calculated here {figure}").format(figure=ours))
    if not math.isnan(check.second_value):
        second = words.printed(check.second_value, check.unit)
        numbers.append(words.gettext("second source {figure}").format(figure=second))
    return numbers


def claim_line(claim: Claim, check: Check, words: Wording) -> str:
    """Write a claim in one line: verdict, words, and the numbers where there are any."""
    numbers = claim_numbers(claim, check, words)
    line = f"{verdict_label(check.verdict, words)}: {claim.claim}"
    return f"{line} ({', '.join(numbers)})" if numbers else line


def _tolerance(check: Check, who: str, words: Wording) -> str:
    if not check.tolerance:
        return words.gettext("{who}, without a tolerance.").format(who=who)
    return words.gettext(
        "{who}: off by up to {tolerance} it fits, by up to {near} it is approximate."
    ).format(
        who=who,
        tolerance=_apart(check.tolerance, check.unit, words),
        near=_apart(NEAR * check.tolerance, check.unit, words),
    )


def _apart(value: float, unit: str, words: Wording) -> str:
    if unit == "pct" and value == 1:
        return words.gettext("1 point")
    return words.difference(value, unit, 0 if value.is_integer() else 2).lstrip("+")
