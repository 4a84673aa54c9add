"""Controls and texts of the claim check: counts, filters, blocks of claims, table.

The address keeps the filters and, as `?claim=`, the one claim that a link opens. Every number
comes from the rows and their checks; nothing here finds a verdict.
"""

import streamlit as st

from pokrovsk_front.model.claims import VERDICTS
from pokrovsk_front.model.claims_text import verdict_name
from pokrovsk_front.model.sentences import Style, claim_sentence
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import claims as claims_text
from pokrovsk_front.page_text import jumps
from pokrovsk_front.page_text.claims import TOPICS
from pokrovsk_front.page_text.gains import SENTENCE_TITLE
from pokrovsk_front.ui import address, cached, frame, fresh
from pokrovsk_front.ui.address_keys import CLAIM
from pokrovsk_front.ui.choice import choices
from pokrovsk_front.ui.escape import escape

STYLE = (
    "<style>"
    + jumps.STYLE
    + claims_text.STYLE
    + """
.claim { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
         border-left: .35rem solid color-mix(in srgb, currentColor 45%, transparent);
         border-radius: .5rem }
.claim :is(h2, h3) { font-size: 1.1rem; font-weight: 600; padding: 0 }
.claim a { color: inherit }
.claim dl, .claim dt, .claim dd { padding: 0 }
.claim dt { opacity: .8; font-weight: 400; margin: 0 }
.claim dd strong { font-size: 1.05rem }
.claim .small { font-size: .9rem }
</style>"""
)


def counts(words: Wording) -> None:
    """Say how many claims there are, how many are calculated here, and the verdicts."""
    st.markdown(claims_text.counts(cached.figures().checks.values(), words))


def rule(words: Wording) -> None:
    """Explain how a verdict is found."""
    with st.popover(words.gettext(claims_text.RULE_TITLE)):
        st.markdown(words.gettext(claims_text.RULE))


def choose(words: Wording) -> list[str]:
    """Filters by verdict and topic, or the one claim of the address.

    Returns:
        The `claim_id` of each claim to show.
    """
    _ = words.gettext
    claims, checks = cached.texts(words.locale).claims, cached.figures().checks
    asked = st.query_params.get(CLAIM)
    if asked in claims:
        st.button(
            _("Show all {count} claims").format(count=words.number(len(claims))),
            on_click=_show_all,
        )
        address.tell_set_aside(words, verdict=_(claims_text.VERDICT), topic=_(claims_text.TOPIC))
        return [str(asked)]
    if asked is not None:
        text = _("There is no claim {asked}; all claims are shown.")
        fresh.warning("no_claim", text.format(asked=escape(str(asked))))
    with st.popover(_("Filter")):
        verdict_names = {key: verdict_name(key, words) for key in VERDICTS}
        verdicts = choices(_(claims_text.VERDICT), verdict_names, words, key="verdict")
        topic_names = {topic: _(name) for topic, name in TOPICS.items()}
        topics = choices(_(claims_text.TOPIC), topic_names, words, key="topic")
    chosen = [
        key
        for key in claims_text.in_order(claims)
        if (not verdicts or checks[key].verdict in verdicts)
        and (not topics or claims[key].topic in topics)
    ]
    if not chosen:
        fresh.info("none", _("No claim has this topic and this verdict: choose another."))
    elif len(chosen) < len(claims):
        fresh.markdown(
            "shown",
            _(claims_text.SHOWN).format(
                shown=words.number(len(chosen)), count=words.number(len(claims))
            ),
        )
    return chosen


def _show_all() -> None:
    del st.query_params[CLAIM]


def blocks(chosen: list[str], words: Wording) -> None:
    """Show the claims, each with all that its verdict rests on."""
    claims, checks = cached.texts(words.locale).claims, cached.figures().checks
    areas = cached.texts(words.locale).reference_areas
    names = claims_text.Names(cached.figures().places, areas)
    level = jumps.level_of_blocks(len(chosen), 2)
    shown = {
        key: claims_text.block(
            claims[key], checks[key], names, f"?{CLAIM}={key}", words, level=level
        )
        for key in chosen
    }
    parts = claims_text.by_topic(shown, claims, words)
    fresh.html("claims", STYLE + jumps.in_parts(parts, 2, words))
    if len(chosen) == 1:
        _sentence(chosen[0], words)


def _sentence(claim_id: str, words: Wording) -> None:
    """Offer the claim and what came of it as a sentence to copy."""
    texts, check = cached.texts(words.locale), cached.figures().checks[claim_id]
    claim = texts.claims[claim_id]
    source = texts.sources[claim.source_id]
    day = f", {words.brief_day(source.published_date)}" if source.published_date else ""
    fresh.heading(words.gettext(SENTENCE_TITLE), "sentence")
    said = claim_sentence(claim, check, f"{source.publisher}{day}", Style(words))
    fresh.to_copy("sentence", said, words)


def rows(chosen: list[str], words: Wording) -> None:
    """Offer the same as a table and as CSV."""
    # A closed table is not sent, as everywhere.
    title = words.gettext(claims_text.TABLE_TITLE)
    closed = st.expander(title, key="rows_claims", on_change="rerun")
    if closed.open and chosen:
        claims, checks = cached.texts(words.locale).claims, cached.figures().checks
        with closed:
            frame.table(claims_text.table(chosen, claims, checks, words), words)


def cite(words: Wording) -> None:
    """Show who printed the claims and what ours are calculated from."""
    claims = cached.texts(words.locale).claims.values()
    printed_by = tuple(dict.fromkeys(claim.source_id for claim in claims))
    last = max(each.as_of_date for each in claims)
    frame.cite(words, cached.figures().archive_source_ids, last, printed_by)
