"""The sentence of a fact, and its source: what a page, a file and the command line write."""

from collections.abc import Callable, Mapping
from datetime import date

from pokrovsk_front.model.brief import land_text, report_text
from pokrovsk_front.model.brief.fact import Brief, Fact, Kind
from pokrovsk_front.model.brief.periods import PeriodKind, kind_of
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

_WRITERS: dict[Kind, Callable[[Fact, Wording], str]] = {
    Kind.NET: land_text.net,
    Kind.BEFORE: land_text.comparison,
    Kind.YEAR_BEFORE: land_text.comparison,
    Kind.RECORD: land_text.record,
    Kind.RECORD_REGAINED: land_text.record_regained,
    Kind.RANK: land_text.rank,
    Kind.GROSS: land_text.gross,
    Kind.DAY_GAINED: lambda fact, words: land_text.single_map(fact, words, is_gained=True),
    Kind.DAY_REGAINED: lambda fact, words: land_text.single_map(fact, words, is_gained=False),
    Kind.OBLASTS: land_text.oblasts,
    Kind.HROMADAS: report_text.hromadas,
    Kind.GREY_ZONE: land_text.grey_zone,
    Kind.TOTAL: land_text.total,
    Kind.TOWN_OCCUPIED: lambda fact, words: report_text.town(fact, words, is_regained=False),
    Kind.TOWN_REGAINED: lambda fact, words: report_text.town(fact, words, is_regained=True),
    Kind.NEAREST: report_text.nearest,
    Kind.CLAIM_ALONE: report_text.claim_alone,
    Kind.MAP_ALONE: report_text.map_alone,
    Kind.PUBLISHED: report_text.published,
    Kind.ISW: report_text.isw,
    Kind.PEOPLE: report_text.people,
    Kind.EVENT: report_text.event,
}


def sentence(fact: Fact, words: Wording) -> str:
    """Write a fact; it can be quoted alone."""
    return _WRITERS[fact.kind](fact, words)


def origins(fact: Fact, sources: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give the sources of a fact: names and addresses.

    Args:
        fact: The fact.
        sources: Name and address of each source by `source_id`.
    """
    if "url" in fact.values:
        return ((fact.text("publisher"), fact.text("url")),)
    return tuple(sources[source_id] for source_id in fact.source_ids)


def headline(brief: Brief, words: Wording) -> str:
    """Write the headline of a brief."""
    return land_text.headline(brief.net, words)


def so_far(window: Window, latest: date, words: Wording) -> str:
    """Say of a month that is not over what its last day is; nothing of other days."""
    if window.last_day != latest or kind_of(window) is not PeriodKind.FIRST_DAYS:
        return ""
    return words.gettext("So far: the last map is of {day}.").format(day=words.day(latest))
