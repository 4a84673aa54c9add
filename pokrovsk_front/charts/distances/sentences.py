"""Headline, alternative text and long text of the chart of distances to the front."""

from collections.abc import Sequence

import numpy as np

from pokrovsk_front.model.front_distance import (
    NEAR_EVENT_KM,
    FrontDistance,
    Line,
)
from pokrovsk_front.model.map_text import sure_day
from pokrovsk_front.model.places_share_text import parts_since
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.timeline_text import listed_events
from pokrovsk_front.model.wording import Wording


def ends(lines: Sequence[Line]) -> tuple[FrontDistance, FrontDistance]:
    """Give the distances of the first place on the first and on the last day."""
    return lines[0].moved.earlier, lines[0].moved.later


def headline(line: Line, words: Wording) -> str:
    """Write the headline: how the front moved towards the first place."""
    moved = line.moved
    if moved.earlier.is_inside and moved.later.is_inside:
        text = words.gettext("The centre of {place} lies inside occupied land on both days")
    elif not round(moved.towards_km, 1):
        text = words.gettext("The front was as far from {place} on the last day as on the first")
    elif moved.towards_km < 0:
        text = words.gettext("The front moved {moved} away from {place}")
    elif moved.later.is_inside:
        text = words.gettext("The front moved {moved} towards {place}, up to its centre")
    else:
        text = words.gettext("The front moved {moved} towards {place}")
    return text.format(moved=words.distance(abs(moved.towards_km), 1), place=line.name)


def alt(lines: Sequence[Line], words: Wording) -> str:
    """Describe the chart for a reader who cannot see it."""
    earlier, later = (words.day(distance.reading.as_of_date) for distance in ends(lines))
    distances = "; ".join(
        words.gettext("{place} {before}, then {after}").format(
            place=line.name,
            before=distance_or_inside(line.moved.earlier, words),
            after=distance_or_inside(line.moved.later, words),
        )
        for line in lines
    )
    return words.gettext(
        "Line chart of the distance to occupied land by day, {first} to {last}: {ways}."
    ).format(first=earlier, last=later, ways=distances)


def distance_or_inside(distance: FrontDistance, words: Wording) -> str:
    """Write a distance in km, or that the centre is inside occupied land."""
    return (
        words.gettext("inside") if distance.is_inside else words.distance(distance.distance_km, 1)
    )


def _nearest(line: Line, words: Wording) -> str:
    """Write how near occupied land came to a centre, since it was last inside where it was."""
    km = line.distances["distance_km"].to_numpy()
    days = line.distances["as_of_date"]
    inside = np.flatnonzero(km == 0)
    since = int(inside[-1]) + 1 if inside.size else 0
    at = since + int(km[since:].argmin())
    text = (
        words.gettext("{place} (last inside on {inside}; nearest since then {distance}, {day})")
        if inside.size
        else words.gettext("{place} (nearest {distance}, {day})")
    )
    return text.format(
        place=line.name,
        inside=words.short_day(days.iloc[since - 1].date()),
        distance=words.distance(float(km[at]), 1),
        day=words.short_day(days.iloc[at].date()),
    )


def long_text(lines: Sequence[Line], events: Sequence[Event], words: Wording) -> str:
    """Write the long text: centres inside and since when, nearest distances, events."""
    _ = words.gettext
    inside, outside = [], []
    for line in lines:
        since = line.coverage.since_date
        if since is not None:
            text = _("{place} (since {day})")
            day = sure_day(since, words, is_within_one_day=line.coverage.is_within_one_day)
            inside.append(text.format(place=line.name, day=day))
        else:
            outside.append(_nearest(line, words))
    last = words.day(lines[0].distances["as_of_date"].iloc[-1].date())
    sentences = []
    if inside:
        text = _(
            "Centres inside occupied land without a break up to the last map, {day}: {places}."
        )
        sentences.append(text.format(day=last, places=", ".join(inside)))
    if outside:
        text = (
            _("Centres outside it on that map: {places}.")
            if inside
            else _("Centres outside occupied land on the last map, {day}: {places}.")
        )
        sentences.append(text.format(day=last, places=", ".join(outside)))
    sentences += _by_share(lines, words)
    sentences.append(_("Once a centre is inside, how far the front moves on is not counted."))
    said = " ".join(sentences)
    return f"{said}\n\n{_event_text(lines[0].name, events, words)}"


def _by_share(lines: Sequence[Line], words: Wording) -> list[str]:
    """Write since when half and nine tenths of places have been occupied, where half is."""
    _ = words.gettext
    measured = [(each.name, each.shares) for each in lines if each.shares]
    occupied = [(name, shares) for name, shares in measured if shares.half.since_date]
    if not occupied:
        return []
    text = (
        _(
            "Occupied without a break, by share (settlement outline, or within 5 km of the "
            "centre where none is known): {places}."
        )
        if len(occupied) == len(measured)
        else _(
            "Occupied without a break, by share (settlement outline, or within 5 km of the "
            "centre where none is known): {places}. Of the others less than half was occupied."
        )
    )
    places = "; ".join(parts_since(shares, name, words) for name, shares in occupied)
    return [text.format(places=places)]


def _event_text(place: str, events: Sequence[Event], words: Wording) -> str:
    _ = words.gettext
    said = {"distance": words.distance(NEAR_EVENT_KM), "place": place}
    if not events:
        return _(
            "The timeline has no confirmed or mapped event within {distance} of {place} on these "
            "days."
        ).format(**said)
    head = _(
        "The numbers mark confirmed and mapped events within {distance} of {place}, the first "
        "city chosen. Whether an event moved the line is not known."
    ).format(**said)
    return f"{head}\n\n{listed_events(events, words)}"
