"""Widgets and sections of the people page: city, conflicts, caveats.

The address keeps the city and the kind of axis. No number is typed here: each comes from a row
of `population` or from a check of the article.
"""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.model.people import City, Conflict, main_series
from pokrovsk_front.model.people_text import as_of, people
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import people as conflict_text
from pokrovsk_front.ui import address, cached, frame, fresh
from pokrovsk_front.ui.choice import choice

ONE_CITY, ALL_CITIES = "city", "all"

STYLE = """<style>
.conflicts { display: grid; gap: .8rem;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)) }
.conflicts section { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
        border-radius: .5rem; padding: .7rem .9rem; margin: 0; overflow-wrap: anywhere }
.conflicts h3 { font-size: 1rem; font-weight: 600; margin: 0; padding: 0 }
.conflicts ul { margin: .4rem 0; padding: 0 0 0 1.1rem }
.conflicts li { margin: 0 0 .25rem; font-size: .95rem }
.conflicts p { margin: .3rem 0 0 }
.conflicts a { color: inherit }
</style>"""


def name_of(place_id: str, words: Wording) -> str:
    """Return the name of a place in the reader's language."""
    return cached.places()[place_id].name(words.locale)


def section(words: Wording) -> str:
    """Picker of one city or all; only the chosen section is drawn."""
    names = {ONE_CITY: words.gettext("One city"), ALL_CITIES: words.gettext("All cities")}
    return choice(words.gettext("Show"), names, words, default=ONE_CITY, key="section")


def cities(words: Wording) -> list[City]:
    """Return every city with its numbers, in the order of the page."""
    return [
        City(name_of(place_id, words), series, cached.places()[place_id].is_in_article)
        for place_id, series in cached.people_by_place(words.locale).items()
    ]


def choose(words: Wording) -> str:
    """City picker; the city with the most counts by default.

    Returns:
        The `place_id`.
    """
    places = list(cached.people_by_place(words.locale))
    names = {place_id: name_of(place_id, words) for place_id in places}
    label = words.gettext("City")
    known = {key: (names[key], *cached.places()[key].names) for key in places}
    address.look_for_place("city", names, known)
    chosen = st.selectbox(
        label,
        options=places,
        format_func=names.__getitem__,
        key="city",
        bind="query-params",
        width=320,
    )
    address.note("city", chosen)
    address.tell_choice(words, "city", label, names[chosen])
    return chosen


def is_log(words: Wording) -> bool:
    """Picker of a logarithmic or linear axis."""
    names = {"log": words.gettext("Logarithmic"), "linear": words.gettext("From zero")}
    return choice(words.gettext("Axis"), names, words, default="log", key="axis") == "log"


def conflicts_of(place_id: str, words: Wording) -> list[Conflict]:
    """Return the conflicting numbers of a city."""
    return [
        each
        for each in cached.population_conflicts(words.locale).values()
        if each.place_id == place_id
    ]


def without_percentage(place_id: str, words: Wording) -> None:
    """Return why a city has no percentage, from its conflict, if so."""
    if main_series(cached.people_by_place(words.locale)[place_id]).decline is not None:
        return
    readings = [each.reading for each in conflicts_of(place_id, words) if each.kind == "other_base"]
    text = " ".join([words.gettext("**No percentage.**"), *readings])
    fresh.info("no_percentage", text)


def article_check(place_id: str, words: Wording) -> None:
    """Compare the article's population figures of a city with the counts they are checked on."""
    _ = words.gettext
    rows = [
        (claim, cached.population(words.locale)[claim.second_count_id])
        for claim in cached.claims(words.locale).values()
        if claim.second_count_id
        and cached.population(words.locale)[claim.second_count_id].place_id == place_id
    ]
    if not rows:
        return
    fresh.subheader(_("What the article says"), "article")
    for claim, count in rows:
        check = cached.article_checks()[claim.claim_id]
        text = _("**“{claim}”** {verdict}: {people} by {who}, {day} ([source]({url})).").format(
            claim=claim.claim,
            verdict=verdict_label(check.verdict, words),
            people=people(count, words),
            who=count.attributed_to,
            day=as_of(count, words),
            url=count.url,
        )
        with fresh.block(f"check_{claim.claim_id}", text):
            said, link = st.columns([5, 1], vertical_alignment="top")
            said.markdown(text)
            link.page_link(
                "pages/claims.py", label=_("The claim"), query_params={"claim": claim.claim_id}
            )


def conflicts(place_id: str, words: Wording) -> None:
    """Show each pair of conflicting numbers of the city, with their definitions."""
    _ = words.gettext
    found = conflicts_of(place_id, words)
    fresh.subheader(_("Where the numbers do not agree"), "conflicts")
    if not found:
        text = _("No conflict was found between the numbers of this city.")
        fresh.markdown("no_conflict", text)
        return
    items = "".join(
        conflict_text.conflict_block(each, cached.population(words.locale), words) for each in found
    )
    fresh.html("conflicts", f"{STYLE}<div class='conflicts'>{items}</div>")


def caveats(words: Wording) -> None:
    """Show the caveats, each with its size."""
    fresh.subheader(words.gettext("Before you quote"), "before_you_quote")
    rows = list(cached.population(words.locale).values())
    said = conflict_text.caveats(cities(words), rows, words)
    with fresh.block("caveats", *said):
        for column, text in zip(st.columns(len(said)), said, strict=True):
            column.markdown(text)


def all_numbers(make_table: Callable[[], pd.DataFrame], words: Wording) -> None:
    """Show all numbers of all cities as one table and CSV."""
    _ = words.gettext
    # A closed table is not sent, as everywhere.
    closed = st.expander(_("Every number of every city"), key="rows_people", on_change="rerun")
    if closed.open:
        with closed:
            about = _("Every number of people with its source")
            links = ((_("Read at"), _("Link")),)
            frame.table(make_table(), words, name="people", about=about, links=links)
