"""Map of the places of events over the front of a day, with texts and table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from math import sqrt

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.front import Setting, Shown, front_deck
from pokrovsk_front.maps.labels import LOWEST_RANK, named_in
from pokrovsk_front.maps.legend import legend
from pokrovsk_front.maps.names import ZOOM_OF_RANK, NamedPlace
from pokrovsk_front.maps.state import NO_SHARES, land_on, place_names, to_land
from pokrovsk_front.model.city_text import headline as city_headline
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.place_share import PlaceShare
from pokrovsk_front.model.place_share_text import SMALLEST_PCT, place_share_sentence
from pokrovsk_front.model.places_share_text import occupied_count, share_of_measure
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording

MIN_RING_PX = 6.0
"""Round one event: outside the largest dot of a place."""

RING_GROWTH_PX = 2.5
"""What the root of the number of events adds: the ring's area follows the number."""


def places_figure(
    events: Sequence[Event],
    *,
    reading: Reading,
    places: pd.DataFrame,
    distances: pd.DataFrame,
    setting: Setting,
    source_ids: tuple[str, ...],
    shares: Mapping[str, PlaceShare] = NO_SHARES,
) -> Figure[pdk.Deck]:
    """Ring the places of events on the map that stands for a day.

    Args:
        events: The events; those without a place in the table are on no map, and one at least
            has one.
        reading: The map: of the day of an event, or the latest one.
        places: `place_id`, `name_en`, `name_uk`, `latitude_deg` and `longitude_deg`.
        distances: `place_id` and `distance_km` to occupied land on that map, 0 inside.
        setting: What every map needs.
        source_ids: Where the map comes from.
        shares: How much of each place is occupied on that map, by `place_id`.

    Returns:
        The deck; the table counts the events of each place and says how much of it is occupied
        and how far it is from occupied land.
    """
    words, day = setting.words, reading.as_of_date
    counted = Counter(event.place_id for event in events if event.place_id)
    rows = places[places["place_id"].isin(counted)].merge(
        distances[["place_id", "distance_km"]], on="place_id"
    )
    rows = rows.assign(name=place_names(rows, words), count=rows["place_id"].map(counted))
    rows = rows.sort_values(["count", "name"], ascending=[False, True], ignore_index=True)
    land, entries = land_on(day, setting)
    radius_px = {
        place_id: MIN_RING_PX + RING_GROWTH_PX * (sqrt(count) - 1)
        for place_id, count in counted.items()
    }
    rings: list[dict[str, object]] = [
        {"p": [longitude, latitude], "r": round(radius_px[place_id], 1)}
        for place_id, latitude, longitude in zip(
            rows["place_id"], rows["latitude_deg"], rows["longitude_deg"], strict=True
        )
    ]
    land.append(layers.event_rings_layer(rings, palette=setting.palette))
    named = None if setting.focus else _named(places, counted, words)
    ring = (
        ""
        if setting.focus
        else words.gettext("Rings mark places with events; a larger ring means more events.")
    )
    state = words.gettext("State of the DeepState map at the end of {day}, Kyiv time.").format(
        day=words.day(day)
    )
    return Figure(
        figure_id="event_places",
        headline=_headline(rows, reading, shares, words),
        subtitle=" ".join(part for part in (carried(reading, words), state, ring) if part),
        picture=front_deck(land, setting, Shown(day), named),
        alt=words.gettext(
            "Map of the front on {day} with a ring round each place of an event: {places}."
        ).format(
            day=words.day(day),
            places=", ".join(
                f"{name} ({words.number(count)})"
                for name, count in zip(rows["name"], rows["count"], strict=True)
            ),
        ),
        long_text=_text(rows, shares, sum(event.place_id is None for event in events), words),
        make_table=partial(_table, rows, shares, words),
        source_ids=source_ids,
        base_source_ids=setting.base_source_ids,
        as_of_date=day,
        editions=(reading.edition_key,),
        legend=legend(entries, setting.palette.land),
        entries=tuple(entries),
    )


def _named(places: pd.DataFrame, counted: Mapping[str, int], words: Wording) -> list[NamedPlace]:
    """Name the places of events, which have priority, and others by zoom."""
    rows = [
        (row, counted.get(row["place_id"], 0))
        for row in named_in(places, words.locale).to_dict("records")
    ]
    return [
        NamedPlace(
            row["place_id"],
            row["name"],
            row["latitude_deg"],
            row["longitude_deg"],
            rank=min(row["label_rank"], 2) if count else max(row["label_rank"], LOWEST_RANK),
            from_zoom=0.0 if count or row["label_rank"] <= 1 else ZOOM_OF_RANK[row["label_rank"]],
            told=(_events(count, words),) if count else (),
        )
        for row, count in sorted(rows, key=lambda each: -each[1])
    ]


def _events(count: int, words: Wording) -> str:
    text = words.messages.ngettext(
        "{count} event in the timeline", "{count} events in the timeline", count
    )
    return text.format(count=words.number(count))


def _headline(
    rows: pd.DataFrame, reading: Reading, shares: Mapping[str, PlaceShare], words: Wording
) -> str:
    name, count, km = rows["name"].iloc[0], rows["count"].iloc[0], rows["distance_km"].iloc[0]
    if len(rows) > 1:
        return words.gettext("Events at {places} places, the most at {place}: {most}").format(
            places=words.number(len(rows)), most=words.number(count), place=name
        )
    share = shares.get(str(rows["place_id"].iloc[0]))
    if share and share.occupied_pct >= SMALLEST_PCT:
        return city_headline(share, name, words)
    text = (
        words.gettext("The centre of {place} was {distance} from occupied land on {day}")
        if km
        else words.gettext("The centre of {place} lay inside occupied land on {day}")
    )
    day = words.day(reading.asked_date)
    return text.format(place=name, distance=words.distance(km, 1), day=day)


def _text(
    rows: pd.DataFrame, shares: Mapping[str, PlaceShare], elsewhere: int, words: Wording
) -> str:
    said = [words.gettext("A map may trail the ground by days or weeks.")]
    listed = [shares[str(each)] for each in rows["place_id"] if each in shares]
    if len(listed) > 1:
        said.insert(0, occupied_count(listed, words))
    elif listed:
        said.insert(0, place_share_sentence(listed[0], str(rows["name"].iloc[0]), words))
    if elsewhere:
        said.append(
            words.gettext(
                "Events without a place on this map: {count}, such as talks abroad and small "
                "villages."
            ).format(count=words.number(elsewhere))
        )
    return " ".join(said)


def _table(rows: pd.DataFrame, shares: Mapping[str, PlaceShare], words: Wording) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words.gettext("Place"): rows["name"],
            words.gettext("Events"): [words.number(count) for count in rows["count"]],
            words.gettext("Occupied share"): [
                share_of_measure(shares.get(place_id), words) for place_id in rows["place_id"]
            ],
            words.gettext("From its centre to occupied land"): [
                to_land(km, words) for km in rows["distance_km"]
            ],
        }
    )
