"""Feeds of the static site: valid Atom, ids that stay, entries that change with figures alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree, html  # type: ignore[import-untyped]

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.export.feeds import Entry, atom, changed_entries, feeds, month_entries
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.story.months import briefs
from pokrovsk_front.model.brief.fact import Brief, Fact

URL = "https://front.example/story"
SPACE = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
LIBRARY = Library()
SOURCES = {key: (each.credit, each.url) for key, each in LIBRARY.in_language("en").sources.items()}


@cache
def context(locale: str) -> SiteContext:
    """Give the site in a language, once."""
    return SiteContext(wording(locale), LIBRARY)


@cache
def briefs_in(locale: str) -> dict[str, Brief]:
    """Give the briefs of all months in a language: they take a second or two."""
    return briefs(context(locale))


def written(locale: str, url: str = URL) -> dict[str, bytes]:
    """Write the feeds of a language."""
    return feeds(briefs_in(locale), context(locale), "" if locale == "en" else "uk/", url)


def found(feed: bytes, path: str) -> list[str]:
    """Give the texts or attributes at a path of a feed."""
    nodes = etree.fromstring(feed).xpath(path, namespaces=SPACE)
    return [node if isinstance(node, str) else node.text for node in nodes]


@pytest.mark.parametrize("url", [URL, ""])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_feeds_keep_to_the_grammar_of_the_standard(locale: str, url: str) -> None:
    made = written(locale, url)
    assert [path.rpartition("/")[2] for path in made] == ["months.atom", "figures_changed.atom"]
    for feed in made.values():
        GRAMMAR.assertValid(etree.fromstring(feed))
        # What the grammar cannot say: ids differ, and a feed is as new as its newest entry.
        ids = found(feed, "//a:id")
        assert len(set(ids)) == len(ids)
        assert found(feed, "/a:feed/a:updated") == [max(found(feed, "//a:entry/a:updated"))]
        assert found(feed, "/a:feed/@xml:lang") == [locale]
        assert all(each.startswith("urn:uuid:") for each in ids)


def test_a_feed_that_lacks_what_it_must_have_is_not_valid() -> None:
    feed = etree.fromstring(written("en")["months.atom"])
    feed.remove(feed.find("a:id", SPACE))
    assert not GRAMMAR.validate(feed)
    feed = etree.fromstring(written("en")["months.atom"])
    feed.find("a:updated", SPACE).text = "yesterday"
    assert not GRAMMAR.validate(feed)


def test_every_whole_month_is_an_entry_and_the_month_so_far_is_none() -> None:
    feed = written("en")["months.atom"]
    assert len(found(feed, "//a:entry")) == len(briefs_in("en")) - 1 == 51
    assert found(feed, "//a:entry[1]/a:title") == ["July 2026: Russia's net gain was 36 km²"]
    # The last day ends at midnight in Kyiv.
    assert found(feed, "//a:entry[1]/a:updated") == ["2026-07-31T21:00:00Z"]
    assert found(feed, "//a:entry[1]/a:link/@href") == [f"{URL}/months/2026-07.html"]
    assert found(written("uk")["uk/months.atom"], "//a:entry[1]/a:link/@href") == [
        f"{URL}/uk/months/2026-07.html"
    ]
    assert found(written("en", "")["months.atom"], "//a:link") == []


def test_a_feed_leads_to_the_page_that_shows_the_same() -> None:
    for locale, folder in (("en", ""), ("uk", "uk/")):
        made = written(locale)
        pages = {
            path: found(feed, "/a:feed/a:link[@rel='alternate']/@href")
            for path, feed in made.items()
        }
        assert pages == {
            f"{folder}months.atom": [f"{URL}/{folder}months.html"],
            f"{folder}figures_changed.atom": [f"{URL}/{folder}method.html"],
        }


@pytest.mark.parametrize("locale", LOCALES)
def test_an_entry_is_a_list_of_sentences_that_link_to_their_sources(locale: str) -> None:
    feed = next(iter(written(locale).values()))
    assert set(found(feed, "//a:content/@type")) == {"html"}
    for content in found(feed, "//a:content"):
        (shown,) = html.fragments_fromstring(content)
        assert shown.tag == "ul"
        items = shown.findall("li")
        assert len(items) >= 3
        for item in items:
            credits = [(link.text, link.get("href")) for link in item.findall(".//a")]
            assert credits
            assert len({name for name, _url in credits}) == len(credits)
            assert all(url.startswith("https://") for _name, url in credits)


def test_the_ids_of_feeds_and_entries_are_those_of_the_first_release() -> None:
    """A reader of feeds shows what has another id as news."""
    feed = written("en")["months.atom"]
    assert found(feed, "/a:feed/a:id") == ["urn:uuid:2f6c59ca-6e88-5535-ad7a-bae750fd32b1"]
    assert found(feed, "//a:entry[1]/a:id") == ["urn:uuid:8be52425-a257-5eb8-80c4-dc4e2a6f284c"]


def test_a_second_build_gives_the_same_bytes_and_later_maps_leave_an_entry_as_it_is() -> None:
    assert written("en") == written("en")
    entries = month_entries(briefs_in("en"), wording("en"), "Europe/Kyiv", SOURCES)
    until = {key: each for key, each in briefs_in("en").items() if key < "2026-01"}
    # A rank among all months changes with each new one; what the entries have does not.
    ranked = {key: replace(each, facts=without_rank(each)) for key, each in until.items()}
    earlier = month_entries(ranked, wording("en"), "Europe/Kyiv", SOURCES)
    assert earlier == [entry for entry in entries if entry.key < "months/2026-01"]


def without_rank(brief: Brief) -> tuple[Fact, ...]:
    """Leave out of a brief what compares it with all other months."""
    kinds = {"rank", "record", "record_regained"}
    return tuple(fact for fact in brief.facts if fact.kind not in kinds)


def test_a_version_that_changes_a_figure_is_an_entry_and_one_that_adds_a_map_is_none() -> None:
    def rows(version: str, day: str, gain: float, latest: float) -> list[dict[str, object]]:
        shared = {"data_version": version, "latest_map_date": pd.Timestamp(day), "unit": "km2"}
        return [
            {**shared, "headline_id": "gain_2025", "value": gain},
            {**shared, "headline_id": "occupied_latest", "value": latest},
        ]

    versions = pd.DataFrame(
        [
            *rows("a", "2026-08-20", 4336.9, 116940.0),
            *rows("b", "2026-08-21", 4336.9, 116950.0),
            *rows("c", "2026-08-22", 4337.1, 116960.0),
        ]
    )
    releases = {"0.2.0 (2026-08-25)": "None.\n\n- Net gain: 5.", "Unreleased": "None."}
    release, version = changed_entries(versions, releases, wording("en"), "Europe/Kyiv")
    assert (release.key, release.lines) == ("releases/0.2.0", ("None.", "Net gain: 5."))
    assert version.key == "versions/c"
    assert len(version.lines) == 1
    assert "4,336.900 km² before, 4,337.100 km² now" in version.lines[0]


def test_markup_in_a_text_stays_text() -> None:
    entry = Entry("x", "<b>&", datetime(2026, 1, 1, tzinfo=UTC), ("a < b",))
    feed = atom("T & co", "x.atom", [entry], wording("en"))
    GRAMMAR.assertValid(etree.fromstring(feed))
    assert found(feed, "//a:entry/a:title") == ["<b>&"]
    assert found(feed, "//a:content") == ["<ul><li>a &lt; b</li></ul>"]
    assert date.fromisoformat(found(feed, "//a:entry/a:updated")[0][:10]) == date(2026, 1, 1)
