"""Long lists are whole in their parts, and each jump leads to something that is there."""

import re
from collections.abc import Callable

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.page_text import claims as claims_text
from pokrovsk_front.page_text import events as events_text
from pokrovsk_front.page_text.jumps import Part, in_parts, level_of_blocks

LIBRARY = Library()


def claims(locale: str) -> list[Part]:
    """The claims by topic, each block a line with its id."""
    texts = LIBRARY.in_language(locale).claims
    shown = {key: f"<article id='{key}'></article>" for key in claims_text.in_order(texts)}
    return claims_text.by_topic(shown, texts, wording(locale))


def events(locale: str) -> list[Part]:
    """The events by year likewise."""
    texts = list(LIBRARY.in_language(locale).events.values())
    shown = [f"<article id='{each.event_id}'></article>" for each in texts]
    return events_text.by_year(texts, shown, wording(locale))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("listed", "count"), [(claims, 49), (events, 85)])
def test_every_block_stands_once_and_every_jump_has_a_target(
    listed: Callable[[str], list[Part]], count: int, locale: str
) -> None:
    html = in_parts(listed(locale), 2, wording(locale))
    assert html.count("<article ") == count
    ids = re.findall(r" id='([^']+)'", html)
    assert len(ids) == len(set(ids))
    jumps = re.findall(r"href='#([^']+)'", html)
    assert len(jumps) == len(set(jumps))
    assert set(jumps) <= set(ids)
    assert all(f"<section class='long-part' id='{each.part_id}'" in html for each in listed(locale))


def test_the_months_of_a_year_lead_to_their_first_events() -> None:
    (first, *_others) = events("en")
    assert (first.part_id, first.name) == ("events_2023", "2023")
    assert [name for _fragment, name in first.within][:1] == ["Oct"]


def test_a_single_block_stands_alone() -> None:
    assert in_parts([Part("a", "A", ["1"])], 2, wording("en")) == "1"
    assert in_parts([], 2, wording("en")) == ""
    assert [level_of_blocks(count, 2) for count in (1, 2)] == [2, 3]


def test_names_are_escaped() -> None:
    html = in_parts([Part("a", "<b>", ["1", "2"])], 3, wording("en"))
    assert "&lt;b&gt;</h3>" in html
    assert "<b>" not in html
