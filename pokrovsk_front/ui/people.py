"""Controls and texts of the page of people: city, axis, conflicts, caveats.

The address keeps the city and the kind of axis. No number is typed here: each comes from a row
of `population` or from a check of the article.
"""

import streamlit as st

from pokrovsk_front.model import people as people_model
from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.model.people import Conflict, main_series
from pokrovsk_front.model.people_text import as_of, people
from pokrovsk_front.model.place_share_text import place_share_sentence
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caveats as caveat_text
from pokrovsk_front.page_text import curation
from pokrovsk_front.page_text import people as people_text
from pokrovsk_front.ui import address, address_options, cached, frame, fresh
from pokrovsk_front.ui.choice import choice

CITIES_PX = 150
"""Width of the list of cities: beside the choice of one or all on a telephone."""

ONE_CITY, ALL_CITIES = "city", "all"

STYLE = (
    "<style>"
    + people_text.STYLE
    + """
.conflicts section { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
        border-radius: .5rem; margin: 0 }
.conflicts h3 { font-weight: 600; padding: 0 }
.conflicts li { margin: 0 0 .25rem; font-size: .95rem }
.conflicts a { color: inherit }
</style>"""
)


def section(words: Wording) -> str:
    """Picker of one city or all; only the chosen section is drawn."""
    names = {ONE_CITY: words.gettext("One city"), ALL_CITIES: words.gettext("All cities")}
    return choice(words.gettext("Show"), names, words, default=ONE_CITY, key="section")


def choose(words: Wording) -> str:
    """City picker; the city with the most counts by default.

    Returns:
        The `place_id`.
    """
    texts, places = cached.texts(words.locale), cached.figures().places
    names = {key: texts.place_names[key] for key in texts.people_by_place}
    label = words.gettext("City")
    default = next(iter(names))
    spellings = {key: places[key].names for key in names}
    address_options.take_option("city", names, default, spellings)
    chosen = st.selectbox(
        label,
        options=list(names),
        format_func=names.__getitem__,
        key="city",
        label_visibility="collapsed",
        persist_state="session",
        width=CITIES_PX,
    )
    address_options.keep_option("city", chosen, default)
    address.tell_choice(words, "city", label, names[chosen])
    return chosen


def is_log(words: Wording) -> bool:
    """Let the reader choose between a logarithmic and a linear axis."""
    names = {"log": words.gettext("Logarithmic"), "linear": words.gettext("From zero")}
    return choice(words.gettext("Axis"), names, words, default="log", key="axis") == "log"


def conflicts_of(place_id: str, words: Wording) -> list[Conflict]:
    """Give the conflicts between counts of a city."""
    return people_model.conflicts_of(
        place_id, cached.texts(words.locale).population_conflicts.values()
    )


def without_percentage(place_id: str, words: Wording) -> None:
    """Explain by its conflict why a city has no percentage, where it has none."""
    if main_series(cached.texts(words.locale).people_by_place[place_id]).decline is not None:
        return
    readings = [each.reading for each in conflicts_of(place_id, words) if each.kind == "other_base"]
    text = " ".join([words.gettext("**No percentage.**"), *readings])
    fresh.info("no_percentage", text)


def occupied(place_id: str, words: Wording) -> None:
    """Say how much of a city is occupied on the latest map, with a link to its page."""
    figures = cached.figures()
    day, name = figures.latest_day, cached.texts(words.locale).place_names[place_id]
    share = figures.place_shares.of_places_on([place_id], day)[place_id]
    fresh.markdown("occupied", place_share_sentence(share, name, words))
    label = words.gettext("How much of {city} was occupied on any day").format(city=name)
    st.page_link("pages/cities.py", label=label, query_params={"place": place_id})


def article_check(place_id: str, words: Wording) -> None:
    """Show the article's counts of people of a city beside the counts that check them."""
    _ = words.gettext
    texts = cached.texts(words.locale)
    counts = texts.population
    rows = [
        (claim, counts[claim.second_count_id])
        for claim in texts.claims.values()
        if claim.second_count_id and counts[claim.second_count_id].place_id == place_id
    ]
    if not rows:
        return
    fresh.heading(_("What the article says"), "article")
    for claim, count in rows:
        check = cached.figures().checks[claim.claim_id]
        text = _("**{claim}** {verdict}: {people} by {who}, {day} ([source]({url})).").format(
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
    """Show the conflicts between counts of a city, each with the definition of its numbers."""
    _ = words.gettext
    found = conflicts_of(place_id, words)
    fresh.heading(_("Where the numbers do not agree"), "conflicts")
    if not found:
        text = _("No conflict was found between the numbers of this city.")
        fresh.markdown("no_conflict", text)
        return
    counts = cached.texts(words.locale).population
    fresh.html("conflicts", STYLE + people_text.conflict_blocks(found, counts, words))


def caveats(words: Wording) -> None:
    """Show the caveats, each with its size in the table."""
    fresh.heading(words.gettext(caveat_text.TITLE), caveat_text.SECTION_ID)
    texts = cached.texts(words.locale)
    said = cached.drawn_once(
        "people_caveats",
        words.locale,
        lambda: people_text.caveats(texts.cities, list(texts.population.values()), words),
    )
    with fresh.block("caveats", *said):
        for column, text in zip(st.columns(len(said)), said, strict=True):
            column.markdown(text)
    missing = cached.drawn_once(
        "not_found_population",
        words.locale,
        lambda: curation.not_found(texts.table("searches"), "population", words),
    )
    fresh.markdown("not_found", missing)


def all_numbers(words: Wording) -> None:
    """Show all numbers of all cities as one table and CSV."""
    # A closed table is not sent, as everywhere.
    title = words.gettext(people_text.EVERY_NUMBER_TITLE)
    closed = st.expander(title, key="rows_people", on_change="rerun")
    if closed.open:
        with closed:
            frame.table(people_text.every_number(cached.texts(words.locale).cities, words), words)
