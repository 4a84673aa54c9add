"""The sentences of a brief that do not stand beside the map, by subject."""

from pokrovsk_front.catalog.brief import brief_of
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.model.brief.periods import parse_month
from pokrovsk_front.model.brief.written import lines
from pokrovsk_front.page_text.months import EVENTS, grouped


def test_dated_events_come_one_after_the_other_whatever_stands_out_more() -> None:
    words, texts = wording("en"), Library().in_language("en")
    sources = {key: (each.name, each.url) for key, each in texts.sources.items()}
    written = lines(brief_of(texts, parse_month("2025-10")), words, sources)
    groups = {key: shown for key, _title, shown in grouped(written, words)}
    days = [line.fact.as_of_date for line in groups[EVENTS]]
    assert len(days) > 2
    assert days == sorted(days)
    weights = [line.fact.weight for line in groups["land"]]
    assert weights == sorted(weights, reverse=True)
