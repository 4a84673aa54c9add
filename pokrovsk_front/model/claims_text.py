"""Claims, checks and verdicts in words: labels, numbers, and why a verdict was given."""

import math

from pokrovsk_front.model.claims import NEAR, SAID, Check, Claim
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


def judged_text(check: Check, words: Wording) -> str:
    """Say what the verdict is about: that it was said, or that it is so."""
    if check.judged == SAID:
        return words.gettext("Checked: that it was said, not whether it is true.")
    return words.gettext("Checked: whether it is true.")


def map_text(check: Check, words: Wording) -> str:
    """Say that our number rests on the map that the article cites; empty where it does not."""
    if not check.is_of_maps:
        return ""
    return words.gettext(
        "Our figure is measured on the article's own map, that of DeepState: it checks the "
        "article's figure against the map, not the map against the ground."
    )


def verdict_reason(check: Check, words: Wording) -> str:
    """Give the reason of a verdict: the part of the rule that decided, with its numbers."""
    said = [*_undecided(check, words), _decided(check, words), *_not_counted(check, words)]
    return " ".join(said)


def _decided(check: Check, words: Wording) -> str:
    _ = words.gettext
    reading = check.second_reading if check.second_counts else None
    if check.is_measured:
        said = [_tolerance(check, _("Our calculation decides"), words)]
        if not check.is_whole:
            said.append(_("It covers only a part of the claim: consistent at most."))
        if reading in {"agrees_in_part", "disagrees"}:
            said.append(_("The second source does not fully agree: the weaker result stands."))
        return " ".join(said)
    if check.second_counts and not math.isnan(check.second_value):
        return _tolerance(check, _("The number of the second source decides"), words)
    match reading:
        case "agrees":
            return _("The second source says the same; it cannot be recalculated here.")
        case "agrees_in_part":
            return _("The second source says the same only in part.")
        case "disagrees":
            return _("The second source says otherwise.")
    return _("Nothing to calculate, and no second source that settles it.")


def _undecided(check: Check, words: Wording) -> list[str]:
    """Say why a number calculated here decides nothing."""
    _ = words.gettext
    if not check.is_calculated or math.isnan(check.printed_value):
        return []
    said = []
    if check.is_within_error:
        said.append(
            _(
                "Our figure is {gap} from the limit and may be off by {error}, so it does not "
                "decide."
            )
        )
    if check.is_left_open:
        said.append(
            _("The words also fit another number, which leads to another verdict: neither decides.")
        )
    parts = {
        "gap": _apart(abs(check.difference), check.unit, words),
        "error": _apart(check.error, check.unit, words),
    }
    return [text.format(**parts) for text in said]


def _not_counted(check: Check, words: Wording) -> list[str]:
    """Say why a second source that says the same does not count."""
    if check.second_counts or check.second_reading is None:
        return []
    return [
        words.gettext(
            "The second source quotes the same speaker, which shows that it was said, not that "
            "it is true: it does not count."
        )
    ]


def ours_text(check: Check, words: Wording) -> str:
    """Write our number, with as many digits as tell it from the printed one."""
    decimals = max(words.decimals(check.unit), _decimals_needed(check, 0))
    return words.in_unit(check.our_value, check.unit, decimals)


def difference_text(check: Check, words: Wording) -> str:
    """Write the difference of ours from the printed number; one that is there is never 0.0.

    >>> difference_text(Check("share", "pct", 0.6, 0.561, 0.05), Wording())
    '−0.04 points'
    """
    return words.difference(check.difference, check.unit, _decimals_needed(check, 1))


def _decimals_needed(check: Check, default: int) -> int:
    """Give the decimals that a percentage needs to differ from the printed one: two at most."""
    miss = check.difference
    if check.unit == "pct" and miss and not round(miss, 1):
        return 2
    return default


def claim_numbers(claim: Claim, check: Check, words: Wording) -> list[str]:
    """List the numbers of a claim: published, calculated here, second source."""
    numbers = []
    if not math.isnan(check.printed_value):
        known = related_figure(check.printed_value, check.unit, check.relation, words)
        said = N_("published {figure}") if claim.is_number_printed else N_("read as {figure}")
        numbers.append(words.gettext(said).format(figure=known))
    if not math.isnan(check.our_value):
        ours = ours_text(check, words)
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
