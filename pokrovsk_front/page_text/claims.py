"""Claims of the article: counts, blocks of HTML with all that a verdict rests on, and a table.

Every number comes from the claim and its check; nothing here finds a verdict.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd

from pokrovsk_front.catalog.records import Place, ReferenceArea
from pokrovsk_front.model.claims import VERDICTS, Check, Claim, Detail
from pokrovsk_front.model.claims_text import (
    difference_text,
    judged_text,
    map_text,
    ours_text,
    related_figure,
    verdict_label,
    verdict_name,
    verdict_reason,
)
from pokrovsk_front.model.map_text import inferred_days_text
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.jumps import Part
from pokrovsk_front.page_text.parts import Table

TOPICS: dict[str, str] = {
    "territory": N_("Territory"),
    "control": N_("Control of places"),
    "pokrovsk": N_("Pokrovsk"),
    "benchmark": N_("Comparisons"),
    "forecast": N_("Forecasts"),
    "losses": N_("Losses"),
    "diplomacy": N_("Diplomacy"),
    "dates": N_("Dates"),
    "article": N_("About the article"),
}

READINGS: dict[str, str] = {
    "agrees": N_("says the same"),
    "agrees_in_part": N_("says the same in part"),
    "disagrees": N_("says otherwise"),
}

DETAILS: dict[str, str] = {
    "baseline": N_("against {number}"),
    "shifted": N_("with both periods moved a month later {number}"),
    "error": N_("Crimea, held throughout, is {number} short of the whole"),
    "median": N_("median of those around {number}"),
}
"""Numbers behind a result that are of no place and no area, by their subject."""

VERDICT, TOPIC = N_("Verdict"), N_("Topic")
SHOWN = N_("{shown} of {count} claims are shown.")
RULE_TITLE = N_("How a verdict is found")
TABLE_TITLE = N_("The same as a table")

RULE = N_(
    "One rule for all claims, applied to the numbers of the row; no verdict is entered by "
    "hand.\n\n- **✓ confirmed**: a number calculated here fits within the tolerance of the row.\n"
    "- **○ consistent**: the same, but the number covers only a part of the claim; or a second "
    "source says the same and cannot be recalculated here.\n- **≈ approximate**: off by up to "
    "twice the tolerance, or the second source agrees only in part.\n- **✗ contradicted**: "
    "further off, or the second source says otherwise.\n- **? unverifiable**: nothing to "
    "calculate and no second source that settles it.\n\n**Said, or true.** A claim that somebody "
    "said, wrote, demanded or counted something is checked for just that; any report of it is "
    "enough. For a claim that something is true, a second source that quotes the same speaker "
    "does not count.\n\n**What does not decide.** A number that is nearer to a limit than its "
    "own error, and either of two numbers that fit the words and lead to different verdicts.\n\n"
    "A verdict is about what was published. The figures of territory are measured on the map "
    "that the article names: they confirm its arithmetic, not what happened on the ground."
)
"""How a verdict is found; the sentences are those of `verdict_of`."""


STYLE = """
.claim { padding: .8rem 1rem; margin: 0 0 1rem; overflow-wrap: anywhere }
.claim.confirmed { border-left-color: #1f77b4 }
.claim.contradicted { border-left: .35rem dashed #d95f02 }
.claim.approximate { border-left-style: dashed }
.claim.unverifiable { border-left-style: dotted }
.claim header { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline;
  justify-content: space-between }
.claim :is(h2, h3) { margin: 0 }
.claim .verdict { font-weight: 600; white-space: nowrap }
.claim p { margin: .35rem 0; max-width: 46rem }
.claim dl { display: grid; gap: .5rem 1.25rem; margin: .6rem 0;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)) }
.claim dl .wide { grid-column: span 2 }
@media (max-width: 24rem) { .claim dl .wide { grid-column: auto } }
.claim dt { font-size: .85rem }
.claim dd { margin: 0; font-variant-numeric: tabular-nums }
"""
"""Layout of the blocks, once a page; borders and colours are those of the page."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of places and areas that the numbers behind a check are of, by id."""

    places: Mapping[str, Place]
    areas: Mapping[str, ReferenceArea]


def in_order(claims: Mapping[str, Claim]) -> list[str]:
    """List the claims by topic, as the page shows them."""
    return sorted(claims, key=lambda key: list(TOPICS).index(claims[key].topic))


def counts(checks: Collection[Check], words: Wording) -> str:
    """Say how many claims there are, how many are calculated here, and the verdicts."""
    found = Counter(check.verdict for check in checks)
    _ = words.gettext
    listed = [
        _("{verdict}: {count}").format(
            verdict=verdict_name(verdict, words), count=words.number(found[verdict])
        )
        for verdict in VERDICTS
        if found[verdict]
    ]
    return _(
        "**{count} claims** ({verdicts}). For {measured} of them a number calculated here "
        "decides; the others rest on a second source, or on none."
    ).format(
        count=words.number(len(checks)),
        verdicts=", ".join(listed),
        measured=words.number(sum(check.is_measured for check in checks)),
    )


def by_topic(blocks: Mapping[str, str], claims: Mapping[str, Claim], words: Wording) -> list[Part]:
    """Put the blocks of claims into a part for each topic.

    Args:
        blocks: HTML by `claim_id`, in the order of the page.
        claims: The claims by id.
        words: The reader's language.
    """
    found: dict[str, list[str]] = {}
    for claim_id, shown in blocks.items():
        found.setdefault(claims[claim_id].topic, []).append(shown)
    return [
        Part(f"topic_{topic}", words.gettext(TOPICS[topic]), shown)
        for topic, shown in found.items()
    ]


def block(
    claim: Claim, check: Check, names: Names, address: str, words: Wording, *, level: int = 3
) -> str:
    """Render a claim as a block of HTML.

    Args:
        claim: The claim.
        check: What came of it.
        names: What the numbers behind it may be of.
        address: Where a link to this claim alone leads.
        words: The reader's language.
        level: Level of its heading.
    """
    _ = words.gettext
    pairs = []
    if not math.isnan(check.printed_value):
        name = _("Published") if claim.is_number_printed else _("How we read it")
        pairs.append((name, _strong(printed(check, words)), ""))
    if check.is_calculated:
        result = _strong(ours(check, words)) + _details(check, names, words)
        pairs.append((_("Calculated here"), result, "wide" if check.details else ""))
    if not math.isnan(check.difference):
        pairs.append((_("Difference"), _strong(difference(check, words)), ""))
    name = _("Measured on") if _is_own_map(claim, check) else _("Second source")
    pairs.append((name, _second(claim, check, words), "wide"))
    listed = "".join(
        f"<div class='{span}'><dt>{escape(name)}</dt><dd>{value}</dd></div>"
        for name, value, span in pairs
    )
    said = _("Said by {who}; as of {day}.").format(
        who=claim.attributed_to, day=words.day(claim.as_of_date)
    )
    note = f"<p class='small'>{escape(claim.note)}</p>" if claim.note else ""
    link = _("Link to this claim")
    claim_id = escape(claim.claim_id)
    return (
        f"<article class='claim {escape(check.verdict)}' id='{claim_id}' "
        f"data-verdict='{escape(check.verdict)}' data-topic='{escape(claim.topic)}' "
        f"aria-labelledby='{claim_id}_label'><header>"
        f"<h{level} id='{claim_id}_label'>{escape(claim.label)}</h{level}>"
        f"<span class='verdict'>{escape(verdict_label(check.verdict, words))}</span></header>"
        f"<p>{escape(claim.claim)} <span class='small'>{escape(said)}</span></p>"
        f"<dl>{listed}</dl>"
        f"<p class='small'>{escape(claim.definition)} {escape(_decided(check, words))}</p>"
        f"{note}<p class='small'><a href='{escape(address)}' "
        f"aria-label='{escape(link)}: {escape(claim.label, quote=True)}'>{escape(link)}</a></p>"
        "</article>"
    )


def _decided(check: Check, words: Wording) -> str:
    """Say what was checked, what decided, and on which maps our number rests."""
    said = (
        judged_text(check, words),
        verdict_reason(check, words),
        map_text(check, words),
        inferred_days_text(check.inferred_days, words),
    )
    return " ".join(filter(None, said))


def _strong(text: str) -> str:
    return f"<strong>{escape(text)}</strong>"


def printed(check: Check, words: Wording) -> str:
    """Write what was printed, or that it was no number."""
    if math.isnan(check.printed_value):
        return words.gettext("no number")
    return related_figure(check.printed_value, check.unit, check.relation, words)


def ours(check: Check, words: Wording) -> str:
    """Write what is calculated here, or that nothing is."""
    if math.isnan(check.our_value):
        return words.gettext("unknown" if check.is_calculated else N_("not calculated"))
    return ours_text(check, words)


def difference(check: Check, words: Wording) -> str:
    """Write the difference of ours from what was printed."""
    if math.isnan(check.difference):
        return words.gettext("none")
    return difference_text(check, words)


def _details(check: Check, names: Names, words: Wording) -> str:
    found = (escape(_detail(detail, names, words)) for detail in check.details)
    return "".join(f"<br><span class='small'>{text}</span>" for text in found)


def _detail(detail: Detail, names: Names, words: Wording) -> str:
    """Label a number behind the result with its place or area."""
    _ = words.gettext
    number = words.in_unit(detail.value, detail.unit, words.decimals(detail.unit))
    if detail.subject_id in DETAILS:
        return _(DETAILS[detail.subject_id]).format(number=number)
    if detail.subject_id in names.places:
        place = names.places[detail.subject_id].name(words.locale)
        if detail.unit == "km":
            return _("{place} {way} from occupied land").format(place=place, way=number)
        if detail.unit == "m":
            return _("{place} at {height}").format(place=place, height=number)
        return _("{place} since {day}").format(place=place, day=number)
    if detail.subject_id in names.areas and detail.as_of_date:
        return _("{region} {share} at most ({day})").format(
            region=names.areas[detail.subject_id].name,
            share=words.in_unit(detail.value, detail.unit, 2),
            day=words.short_day(detail.as_of_date),
        )
    return number


def _is_own_map(claim: Claim, check: Check) -> bool:
    """Whether what stands as the second source is the map that our number is measured on."""
    is_other = claim.second_is_independent or claim.second_reading is not None
    return check.is_of_maps and bool(claim.second_name) and not is_other


def _second(claim: Claim, check: Check, words: Wording) -> str:
    _ = words.gettext
    if not claim.second_name:
        return escape(_("none found"))
    value = ""
    if not math.isnan(check.second_value):
        value = _strong(words.printed(check.second_value, check.unit)) + "<br>"
    elif claim.second_reading:
        value = _strong(_(READINGS[claim.second_reading])) + "<br>"
    when = (
        f", {words.short_day(claim.second_published_date)}" if claim.second_published_date else ""
    )
    url = escape(claim.second_url, quote=True)
    link = f"<a href='{url}' target='_blank' rel='noopener'>{escape(claim.second_name)}</a>"
    return value + link + escape(when)


def table(
    shown: Sequence[str], claims: Mapping[str, Claim], checks: Mapping[str, Check], words: Wording
) -> Table:
    """Give the claims as rows: verdict, numbers, definition and second source.

    Args:
        shown: The `claim_id` of each, in order.
        claims: The claims by `claim_id`.
        checks: Their outcomes likewise.
        words: The reader's language.
    """
    return Table(
        "claims",
        words.gettext("Claims of the article with verdict, numbers and second source"),
        partial(_rows, shown, claims, checks, words),
    )


def _rows(
    shown: Sequence[str], claims: Mapping[str, Claim], checks: Mapping[str, Check], words: Wording
) -> pd.DataFrame:
    return pd.DataFrame([row(claims[key], checks[key], words) for key in shown])


def row(claim: Claim, check: Check, words: Wording) -> dict[str, str]:
    """Give a claim as a row, by the name of the column; on a telephone the first ones are seen."""
    _ = words.gettext
    day = claim.second_published_date
    return {
        _(VERDICT): verdict_label(check.verdict, words),
        _("Claim"): claim.claim,
        _("Published"): printed(check, words),
        _("Calculated here"): ours(check, words),
        _("Difference"): difference(check, words),
        _("Said by"): claim.attributed_to,
        _("As of"): words.short_day(claim.as_of_date),
        _("Definition"): claim.definition,
        _("Second source"): claim.second_name,
        _("Its date"): words.short_day(day) if day else "",
        _("Its address"): claim.second_url,
        _("Note"): claim.note,
        _("Name in the address"): claim.claim_id,
    }
