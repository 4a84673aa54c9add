"""The claims of the article as a reader checks them: count, filters, one block a claim, table.

The address keeps the filters and, as `?claim=`, the one claim that a link opens. Every number
comes from the rows and their checks; nothing here finds a verdict.
"""

import math
from collections import Counter
from html import escape

import pandas as pd
import streamlit as st

from pokrovsk_front.model.claims import VERDICTS, Check, Claim, Detail
from pokrovsk_front.model.sentences import Style, claim_sentence
from pokrovsk_front.model.wording import N_, Wording
from pokrovsk_front.ui import cached, frame

CLAIM = "claim"
"""The name in the address of the one claim that is shown."""

TOPICS: dict[str, str] = {
    "territory": N_("Territory"),
    "control": N_("Who holds what"),
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

STYLE = """<style>
.claim { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
         border-left: .35rem solid color-mix(in srgb, currentColor 45%, transparent);
         border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 1rem; overflow-wrap: anywhere }
.claim.confirmed { border-left-color: #1f77b4 }
.claim.contradicted { border-left: .35rem dashed #d95f02 }
.claim.approximate { border-left-style: dashed }
.claim.unverifiable { border-left-style: dotted }
.claim header { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline;
         justify-content: space-between }
.claim h2 { font-size: 1.1rem; font-weight: 600; margin: 0; padding: 0 }
.claim .verdict { font-weight: 600; white-space: nowrap }
.claim p { margin: .35rem 0; max-width: 46rem }
.claim a { color: inherit }
.claim dl { display: grid; gap: .5rem 1.25rem; margin: .6rem 0; padding: 0;
         grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)) }
.claim dl .wide { grid-column: span 2 }
@media (max-width: 24rem) { .claim dl .wide { grid-column: auto } }
.claim dt { font-size: .85rem; opacity: .8; font-weight: 400 }
.claim dt, .claim dd { margin: 0; padding: 0 }
.claim dd { font-variant-numeric: tabular-nums }
.claim dd strong { font-size: 1.05rem }
.claim .small { font-size: .9rem }
</style>"""


def counts(words: Wording) -> None:
    """Say how many claims there are, how many are calculated here, and the verdicts."""
    _ = words.gettext
    checks = cached.article_checks().values()
    found = Counter(check.verdict for check in checks)
    listed = [
        f"{words.number(found[verdict])} {words.verdict_name(verdict)}"
        for verdict in VERDICTS
        if found[verdict]
    ]
    st.markdown(
        _(
            "**{count} claims: {most} and {last}.** For {measured} of them a number calculated "
            "here decides; the others rest on a second source, or on none."
        ).format(
            count=words.number(len(checks)),
            most=", ".join(listed[:-1]),
            last=listed[-1],
            measured=words.number(sum(check.is_measured for check in checks)),
        )
    )


def rule(words: Wording) -> None:
    """Say how a verdict is found; the sentences are those of `verdict_of`."""
    _ = words.gettext
    with st.expander(_("How a verdict is found")):
        st.markdown(
            _(
                "One rule for all claims, applied to the numbers of the row; no verdict is typed."
                "\n\n"
                "- **✓ confirmed**: a number calculated here fits within the tolerance of the "
                "row.\n"
                "- **○ consistent**: the same, but the number covers only a part of the claim; or "
                "a second source says the same and cannot be recalculated here.\n"
                "- **≈ approximate**: off by up to twice the tolerance, or the second source "
                "agrees only in part.\n"
                "- **✗ contradicted**: further off, or the second source says otherwise.\n"
                "- **? unverifiable**: nothing to calculate and no second source that settles "
                "it.\n\n"
                "A verdict is about what was printed. The figures of territory are measured on "
                "the map that the article names: they confirm its arithmetic, not what happened "
                "on the ground."
            )
        )


def choose(words: Wording) -> list[str]:
    """Let the reader filter by verdict and topic, or show the one claim of the address.

    Returns:
        The `claim_id` of each claim to show.
    """
    _ = words.gettext
    claims, checks = cached.claims(), cached.article_checks()
    asked = st.query_params.get(CLAIM)
    if asked in claims:
        st.button(
            _("Show all {count} claims").format(count=words.number(len(claims))),
            on_click=_show_all,
        )
        return [str(asked)]
    if asked is not None:
        st.warning(
            _("There is no claim “{asked}”; all claims are shown.").format(
                asked=_shortened(str(asked))
            )
        )
    verdict_names = {key: words.verdict_name(key) for key in VERDICTS}
    verdicts = st.pills(
        _("Verdict"),
        options=VERDICTS,
        format_func=verdict_names.__getitem__,
        selection_mode="multi",
        key="verdict",
        bind="query-params",
    )
    topics = st.pills(
        _("Topic"),
        options=list(TOPICS),
        format_func=lambda topic: _(TOPICS[topic]),
        selection_mode="multi",
        key="topic",
        bind="query-params",
    )
    chosen = [
        key
        for key in sorted(claims, key=lambda key: list(TOPICS).index(claims[key].topic))
        if (not verdicts or checks[key].verdict in verdicts)
        and (not topics or claims[key].topic in topics)
    ]
    if not chosen:
        st.info(_("No claim has this topic and this verdict: choose another."))
    elif len(chosen) < len(claims):
        st.markdown(
            _("{shown} of {count} claims are shown.").format(
                shown=words.number(len(chosen)), count=words.number(len(claims))
            )
        )
    return chosen


def _show_all() -> None:
    del st.query_params[CLAIM]


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def blocks(chosen: list[str], words: Wording) -> None:
    """Show the claims, each with all that its verdict rests on."""
    claims, checks = cached.claims(), cached.article_checks()
    shown = "".join(_block(claims[key], checks[key], words) for key in chosen)
    st.html(STYLE + shown)
    if len(chosen) == 1:
        _sentence(chosen[0], words)


def _sentence(claim_id: str, words: Wording) -> None:
    """Offer the claim and what came of it as a sentence to copy."""
    claim, check = cached.claims()[claim_id], cached.article_checks()[claim_id]
    source = cached.sources()[claim.source_id]
    day = f", {words.short_day(source.published_date)}" if source.published_date else ""
    st.subheader(words.gettext("A sentence to quote"), anchor="sentence")
    said = claim_sentence(claim, check, f"{source.publisher}{day}", Style(words))
    st.code(said, language=None, wrap_lines=True)


def _block(claim: Claim, check: Check, words: Wording) -> str:
    _ = words.gettext
    pairs = []
    if not math.isnan(check.printed_value):
        name = _("Printed") if claim.is_number_printed else _("Words read as")
        pairs.append((name, _strong(_printed(check, words)), ""))
    if check.is_calculated:
        ours = _strong(_ours(check, words)) + _details(check, words)
        pairs.append((_("Calculated here"), ours, "wide" if check.details else ""))
    if not math.isnan(check.difference):
        pairs.append((_("Difference"), _strong(_difference(check, words)), ""))
    pairs.append((_("Second source"), _second(claim, check, words), "wide"))
    listed = "".join(
        f"<div class='{span}'><dt>{escape(name)}</dt><dd>{value}</dd></div>"
        for name, value, span in pairs
    )
    said = _("Said by {who}; as of {day}.").format(
        who=claim.attributed_to, day=words.day(claim.as_of_date)
    )
    note = f"<p class='small'>{escape(_(claim.note))}</p>" if claim.note else ""
    link = _("Link to this claim")
    return (
        f"<section class='claim {check.verdict}' id='{claim.claim_id}' "
        f"aria-labelledby='{claim.claim_id}_label'><header>"
        f"<h2 id='{claim.claim_id}_label'>{escape(_(claim.label))}</h2>"
        f"<span class='verdict'>{escape(words.verdict(check.verdict))}</span></header>"
        f"<p>{escape(_(claim.claim))} <span class='small'>{escape(said)}</span></p>"
        f"<dl>{listed}</dl>"
        f"<p class='small'>{escape(_(claim.definition))} {escape(words.rule(check))}</p>"
        f"{note}<p class='small'><a href='?{CLAIM}={claim.claim_id}' "
        f"aria-label='{escape(link)}: {escape(_(claim.label), quote=True)}'>{escape(link)}</a></p>"
        "</section>"
    )


def _strong(text: str) -> str:
    return f"<strong>{escape(text)}</strong>"


def _printed(check: Check, words: Wording) -> str:
    if math.isnan(check.printed_value):
        return words.gettext("no number")
    return words.related(check.printed_value, check.unit, check.relation)


def _ours(check: Check, words: Wording) -> str:
    if math.isnan(check.our_value):
        return words.gettext("unknown" if check.is_calculated else N_("not calculated"))
    return words.in_unit(check.our_value, check.unit, words.decimals(check.unit))


def _difference(check: Check, words: Wording) -> str:
    if math.isnan(check.difference):
        return words.gettext("none")
    return words.difference(check.difference, check.unit)


def _details(check: Check, words: Wording) -> str:
    found = (escape(_detail(detail, words)) for detail in check.details)
    return "".join(f"<br><span class='small'>{text}</span>" for text in found)


def _detail(detail: Detail, words: Wording) -> str:
    """Name what a number behind the result is of."""
    _ = words.gettext
    number = words.in_unit(detail.value, detail.unit, words.decimals(detail.unit))
    if detail.subject_id in cached.places():
        place = cached.places()[detail.subject_id].name_en
        if detail.unit == "km":
            return _("{place} {way} from occupied land").format(place=place, way=number)
        return _("{place} since {day}").format(place=place, day=number)
    if detail.subject_id in cached.reference_areas() and detail.as_of_date:
        return _("{region} {share} at most ({day})").format(
            region=cached.reference_areas()[detail.subject_id].name,
            share=number,
            day=words.short_day(detail.as_of_date),
        )
    if detail.subject_id == "baseline":
        return _("against {number}").format(number=number)
    return number


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


def rows(chosen: list[str], words: Wording) -> None:
    """Offer the same as a table and as CSV."""
    _ = words.gettext
    # A closed table is not sent, as everywhere.
    closed = st.expander(_("The same as a table"), key="rows_claims", on_change="rerun")
    if closed.open and chosen:
        claims, checks = cached.claims(), cached.article_checks()
        with closed:
            frame.table(
                pd.DataFrame([_row(claims[key], checks[key], words) for key in chosen]),
                words,
                name="claims",
                about=_("Claims of the article with verdict, numbers and second source"),
            )


def _row(claim: Claim, check: Check, words: Wording) -> dict[str, str]:
    _ = words.gettext
    day = claim.second_published_date
    return {
        _("Claim"): _(claim.claim),
        _("Verdict"): words.verdict(check.verdict),
        _("Printed"): _printed(check, words),
        _("Calculated here"): _ours(check, words),
        _("Difference"): _difference(check, words),
        _("Said by"): claim.attributed_to,
        _("As of"): words.short_day(claim.as_of_date),
        _("Definition"): _(claim.definition),
        _("Second source"): claim.second_name,
        _("Its date"): words.short_day(day) if day else "",
        _("Its address"): claim.second_url,
        _("Note"): _(claim.note),
        _("Name in the address"): claim.claim_id,
    }


def cite(words: Wording) -> None:
    """Show who printed the claims and what ours are calculated from."""
    claims = cached.claims().values()
    printed_by = tuple(dict.fromkeys(claim.source_id for claim in claims))
    frame.cite(
        words, cached.archive_source_ids(), max(each.as_of_date for each in claims), printed_by
    )
