"""Sentences of the facts of places, and of what others published."""

from pokrovsk_front.model.brief.fact import Fact
from pokrovsk_front.model.brief.land_text import area, capital, signed_area
from pokrovsk_front.model.people_text import SHORT_AREA_NAMES
from pokrovsk_front.model.place_share_text import part_name, share_text
from pokrovsk_front.model.published_tables import kind_of_figure
from pokrovsk_front.model.timeline_text import certainty_name
from pokrovsk_front.model.wording import Wording


def town(fact: Fact, words: Wording, *, is_regained: bool) -> str:
    """Write that a part of a town came under control, or that less than it is left occupied."""
    _ = words.gettext
    text = (
        _(
            "With the map of {since}, the occupied share of {name} ({measure}) fell below {part}: "
            "{before} on {opening}, {after} on {closing}."
        )
        if is_regained
        else _(
            "With the map of {since}, the occupied share of {name} ({measure}) passed {part}: "
            "{before} on {opening}, {after} on {closing}."
        )
    )
    return text.format(
        name=fact.text("name"),
        measure=words.measure(fact.text("measure")),
        part=part_name(fact.number("part_pct"), words),
        since=words.day(fact.day("since_date")),
        after=share_text(fact.number("after_pct"), words),
        before=share_text(fact.number("before_pct"), words),
        closing=words.short_day(fact.day("closing_date")),
        opening=words.short_day(fact.day("opening_date")),
    )


def hromadas(fact: Fact, words: Wording) -> str:
    """Write which hromadas changed most, each with its share."""
    _ = words.gettext
    listed = [
        _("{name} ({change}, {share} occupied)").format(
            name=part.name,
            change=signed_area(part.net_km2, words),
            share=share_text(part.occupied_pct, words),
        )
        for part in fact.parts("hromadas")
    ]
    return _("The hromadas that changed most {during}, with their shares on {day}: {list}.").format(
        during=words.during(fact.windows[0]),
        day=words.day(fact.day("closing_date")),
        list=", ".join(listed),
    )


def nearest(fact: Fact, words: Wording) -> str:
    """Write how near the front came to a place that is outside occupied land."""
    return words.gettext(
        "{name}: the front came {moved} nearer {during}, to {distance} from the centre; {share} "
        "was occupied on {day} ({measure})."
    ).format(
        name=fact.text("name"),
        moved=words.distance(fact.number("moved_km"), 1),
        during=words.during(fact.windows[0]),
        distance=words.distance(fact.number("distance_km"), 1),
        **_share(fact, words),
    )


def _share(fact: Fact, words: Wording) -> dict[str, str]:
    return {
        "share": share_text(fact.number("after_pct"), words),
        "day": words.day(fact.day("closing_date")),
        "measure": words.measure(fact.text("measure")),
    }


def claim_alone(fact: Fact, words: Wording) -> str:
    """Write that a town was claimed of which the map has less than half."""
    return words.gettext(
        "Russia claimed {name} on {claimed} ({who}); on the map of {day}, {share} was occupied "
        "({measure})."
    ).format(
        name=fact.text("name"),
        claimed=words.brief_day(fact.day("claim_date")),
        who=fact.text("who"),
        **_share(fact, words),
    )


def map_alone(fact: Fact, words: Wording) -> str:
    """Write that a town was not claimed of which the map has half or more."""
    _ = words.gettext
    text = (
        _(
            "Russia had not yet claimed {name} when the map of {day} had {share} of it occupied "
            "({measure})."
        )
        if fact.is_so("is_claimed_later")
        else _(
            "A Russian claim to {name} was not found; on the map of {day}, {share} of it was "
            "occupied ({measure})."
        )
    )
    return text.format(name=fact.text("name"), **_share(fact, words))


def published(fact: Fact, words: Wording) -> str:
    """Write a figure that was published for the same days, and by how much it differs."""
    _ = words.gettext
    difference_km2 = fact.number("difference_km2")
    if fact.is_so("is_as_much"):
        text = _("{who}: {published} {during}, about as much as calculated here ({ours}).")
    elif difference_km2 > 0:
        text = _("{who}: {published} {during}, {difference} more than calculated here.")
    else:
        text = _("{who}: {published} {during}, {difference} less than calculated here.")
    said = text.format(
        who=fact.text("who"),
        published=words.signed_area(fact.number("published_km2")),
        during=words.during(fact.windows[0]),
        ours=words.signed_area(fact.number("net_km2"), 1),
        difference=area(abs(difference_km2), words),
    )
    is_claim = fact.is_so("is_claim")
    if not is_claim and not fact.text("caveat_id"):
        return said
    series_id, caveat_id = fact.text("series_id"), fact.text("caveat_id")
    return f"{said} {kind_of_figure(series_id, caveat_id, words, is_claim=is_claim)}."


def isw(fact: Fact, words: Wording) -> str:
    """Write the net change on the ISW map, in both definitions."""
    return capital(
        words.gettext(
            "On the ISW map, the net change {during} was {assessed} as ISW assesses it and "
            "{with_claims} with Russian claims."
        ).format(
            during=words.during(fact.windows[0]),
            assessed=signed_area(fact.number("assessed_km2"), words),
            with_claims=signed_area(fact.number("with_claims_km2"), words),
        )
    )


def people(fact: Fact, words: Wording) -> str:
    """Write a number of people, with its day, its area and who counted."""
    areas: dict[str, str] = {str(key): name for key, name in SHORT_AREA_NAMES.items()}
    return words.gettext("People in {name}: {people} ({when}; {area}), according to {who}.").format(
        name=fact.text("name"),
        people=fact.text("said"),
        when=fact.text("when"),
        area=words.gettext(areas[fact.text("area")]),
        who=fact.text("who"),
    )


def event(fact: Fact, words: Wording) -> str:
    """Write an event with its certainty and who said it."""
    return words.gettext("{day}: {title} ({certainty}; {who}).").format(
        day=words.day(fact.day("event_date")),
        title=fact.text("title"),
        certainty=certainty_name(fact.text("certainty"), words),
        who=fact.text("who"),
    )
