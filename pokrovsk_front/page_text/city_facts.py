"""What is known of a city beside its share: people, height, rail hub, neighbours, the article.

Each item comes with who said it and as of when; what is not known is said to be not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.catalog.records import Place, Source
from pokrovsk_front.model import city_text
from pokrovsk_front.model.claims import Claim
from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import Count, main_series
from pokrovsk_front.model.people_text import SHORT_AREA_NAMES, as_of, people, what_remains
from pokrovsk_front.model.place_share import PlaceShare
from pokrovsk_front.model.place_share_text import share_text
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Table

FACTS_TITLE = N_("People, height, railway, neighbours")
ARTICLE_TITLE = N_("What the article says about it")
SENTENCES_TITLE = N_("Sentences to quote")
EVERY_COUNT = N_("Every count of its people")
DISTANCES_BY_DAY = N_("Distances by day")
ITS_EVENTS = N_("Its events")
NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """One item: what, its value, as of when, who said it and where."""

    label: str
    value: str
    as_of: str
    source: str
    url: str


def by_measure(
    shares: Iterable[PlaceShare], names: Mapping[str, str], words: Wording
) -> pd.DataFrame:
    """Tabulate the shares of a city on one map by every measure that it has.

    Args:
        shares: The shares, one a measure.
        names: Names of areas by `area_id`.
        words: The reader's language.
    """
    _ = words.gettext

    def known(pct: float | None) -> str:
        return _("unknown") if pct is None else share_text(pct, words)

    return pd.DataFrame(
        [
            {
                _("Measure"): city_text.measure_name(each.area.measure, words),
                _("Area"): f"{names[each.area.area_id]}, {words.area(each.area.area_km2, 1)}",
                _("Occupied"): share_text(each.occupied_pct, words),
                _("Grey zone"): known(each.grey_pct),
                _("Neither"): known(each.neither_pct),
                _("Map date"): words.short_day(each.reading.as_of_date),
            }
            for each in shares
        ]
    )


def facts(texts: LibraryInLanguage, place_id: str, words: Wording) -> Table:
    """Tabulate what is known of a city, one row an item with its source.

    Args:
        texts: The library in the reader's language.
        place_id: The city.
        words: The reader's language.
    """
    _ = words.gettext
    return Table(
        f"city_{place_id}",
        _("What is known about {place}, each item with its source").format(
            place=texts.place_names[place_id]
        ),
        partial(_rows, texts, place_id, words),
        ((_("Source"), _("Link")),),
    )


def _rows(texts: LibraryInLanguage, place_id: str, words: Wording) -> pd.DataFrame:
    _ = words.gettext
    place = texts.library.places[place_id]
    found = [
        *_people(texts, place_id, words),
        _height(place, texts.sources, words),
        *_rail_hub(texts, place_id, words),
        _neighbours(texts, place, words),
    ]
    return pd.DataFrame(
        [
            {
                _("What"): fact.label,
                _("Value"): fact.value,
                _("As of"): fact.as_of,
                _("Source"): fact.source,
                _("Link"): fact.url,
            }
            for fact in found
        ]
    )


def _people(texts: LibraryInLanguage, place_id: str, words: Wording) -> list[Fact]:
    _ = words.gettext
    series = texts.people_by_place.get(place_id)
    if series is None:
        return [Fact(_("People"), _("not known: no count was found"), "–", "–", "")]
    main = main_series(series)
    found = []
    if main.baseline is not None:
        found.append(_count(_("People before the full-scale war"), main.baseline, words))
    if main.last is not None:
        found.append(_count(_("People at the last count"), main.last, words))
    if main.decline is not None:
        fact = found[-1]
        said = f"{fact.value}; {what_remains(main.decline, words)}"
        found[-1] = Fact(fact.label, said, fact.as_of, fact.source, fact.url)
    return found


def _count(label: str, count: Count, words: Wording) -> Fact:
    value = words.gettext("{people} ({area})").format(
        people=people(count, words), area=words.gettext(SHORT_AREA_NAMES[count.area])
    )
    return Fact(label, value, as_of(count, words), count.attributed_to, count.url)


def _height(place: Place, sources: Mapping[str, Source], words: Wording) -> Fact:
    label = words.gettext("Height of the centre above sea level")
    if place.height_m is None or place.height_source_id is None:
        return Fact(label, words.gettext("not known"), "–", "–", "")
    source = sources[place.height_source_id]
    value = words.gettext("{number} m").format(number=words.number(place.height_m))
    read = words.gettext("read on {day}").format(day=words.day(source.accessed_date))
    return Fact(label, value, read, source.name, source.url)


def _rail_hub(texts: LibraryInLanguage, place_id: str, words: Wording) -> list[Fact]:
    label = words.gettext("Rail hub")
    said = texts.rail_hubs.get(place_id, ())
    if not said:
        value = words.gettext("not known: no published source was found that calls it one")
        return [Fact(label, value, "–", "–", "")]
    return [
        Fact(
            label,
            words.gettext("“{said}”").format(said=each.said),
            words.day(each.said_date),
            f"{each.attributed_to}; {each.publisher}",
            each.url,
        )
        for each in said
    ]


def _neighbours(texts: LibraryInLanguage, place: Place, words: Wording) -> Fact:
    """List the nearest places in a straight line between the centres."""
    others = [each for key, each in texts.library.places.items() if key != place.place_id]
    near = sorted((distance_km(place.point_deg, each.point_deg), each.place_id) for each in others)
    listed = ", ".join(
        f"{texts.place_names[key]} {words.distance(km, 1)}".replace(" ", "\N{NO-BREAK SPACE}")
        for km, key in near[:NEIGHBOURS]
    )
    source = texts.sources[place.source_id]
    label = words.gettext("Nearest places, in a straight line from centre to centre")
    return Fact(label, listed, words.day(place.as_of_date), source.name, source.url)


def claims_of(claims: Mapping[str, Claim], counts: Mapping[str, Count], place_id: str) -> list[str]:
    """List the claims of the article that are about a place, in the order of the article.

    Args:
        claims: The claims by `claim_id`.
        counts: The counts of people by `count_id`.
        place_id: The place.
    """
    return [
        key
        for key, claim in claims.items()
        if place_id in (claim.topic, claim.from_place_id, claim.to_place_id, *claim.place_ids)
        or (claim.second_count_id and counts[claim.second_count_id].place_id == place_id)
    ]


def article(
    place_id: str,
    texts: LibraryInLanguage,
    claim_ids: Sequence[str],
    words: Wording,
    address: str = "",
) -> Table:
    """Tabulate what the article says of a city, with the verdict on each claim.

    Args:
        place_id: The city.
        texts: The library in the reader's language.
        claim_ids: The claims.
        words: The reader's language.
        address: Where a claim is shown, with `{claim_id}`; the dashboard's page by default.
    """
    _ = words.gettext
    address = address or f"claims?claim={{claim_id}}&lang={words.locale}"
    return Table(
        f"city_claims_{place_id}",
        _("What the article says about the city, with the verdict on each claim"),
        partial(_claim_rows, texts, claim_ids, words, address),
        ((_("Verdict"), _("Link")),),
    )


def _claim_rows(
    texts: LibraryInLanguage, claim_ids: Sequence[str], words: Wording, address: str
) -> pd.DataFrame:
    _, checks = words.gettext, texts.library.checks
    return pd.DataFrame(
        [
            {
                _("The article says"): texts.claims[key].claim,
                _("As of"): words.short_day(texts.claims[key].as_of_date),
                _("Verdict"): verdict_label(checks[key].verdict, words),
                _("Link"): address.format(claim_id=key),
            }
            for key in claim_ids
        ]
    )
