"""Atom feeds (RFC 4287): the briefs of whole months, and which figures changed.

An entry keeps its id from build to build, and changes only with its figures: it leaves out what
later maps change, such as a rank among all months. Where the site knows no address, an entry has
no link, as the standard allows for one with its content.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pandas as pd

from pokrovsk_front.export.citation import PRODUCT
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.sourced import listed, sourced
from pokrovsk_front.model.brief.fact import Brief, Kind
from pokrovsk_front.model.brief.periods import PeriodKind, kind_of
from pokrovsk_front.model.brief.sentences import headline
from pokrovsk_front.model.brief.written import Sources, lines
from pokrovsk_front.model.headlines import LABELS
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

SPACE = "http://www.w3.org/2005/Atom"
MONTHS, FIGURES_CHANGED = "months.atom", "figures_changed.atom"
MONTHS_TITLE = N_("The Pokrovsk front month by month")
CHANGED_TITLE = N_("Figures of the Pokrovsk front that changed")

LASTING = (
    *(Kind.NET, Kind.BEFORE, Kind.YEAR_BEFORE, Kind.GROSS, Kind.DAY_GAINED, Kind.DAY_REGAINED),
    *(Kind.OBLASTS, Kind.HROMADAS, Kind.TOWN_OCCUPIED, Kind.TOWN_REGAINED, Kind.TOTAL),
)
"""Facts that maps of later months do not change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed.

    Attributes:
        key: What tells it from every other entry of the project, in any language.
        title: Plain text.
        updated: When it last changed.
        lines: Its content, an item of a list each: plain text or markup.
        path: The page that has more, in the folder of its language; may be empty.
    """

    key: str
    title: str
    updated: datetime
    lines: tuple[str, ...]
    path: str = ""


def atom(
    title: str,
    file_name: str,
    entries: Sequence[Entry],
    words: Wording,
    root: str = "",
    *,
    page: str = "",
) -> bytes:
    """Write a feed.

    Args:
        title: Its title.
        file_name: Its own name, in the folder of its language.
        entries: The newest first, at least one.
        words: Its language.
        root: Address of that folder, with its slash; empty where it is not known.
        page: The page that shows the same, in that folder.
    """
    ET.register_namespace("", SPACE)
    feed = ET.Element(f"{{{SPACE}}}feed", {"xml:lang": words.locale})
    _add(feed, "id", _identity(f"{words.locale}/{file_name}"))
    _add(feed, "title", title)
    _add(feed, "updated", _instant(max(entry.updated for entry in entries)))
    _add(_add(feed, "author"), "name", words.gettext(PRODUCT))
    if root:
        _add(feed, "link", rel="self", type="application/atom+xml", href=root + file_name)
        _add(feed, "link", rel="alternate", type="text/html", href=root + page)
    for entry in entries:
        item = _add(feed, "entry")
        _add(item, "id", _identity(f"{words.locale}/{entry.key}"))
        _add(item, "title", entry.title)
        _add(item, "updated", _instant(entry.updated))
        if root and entry.path:
            _add(item, "link", rel="alternate", type="text/html", href=root + entry.path)
        # HTML as text, which every reader of feeds takes; as markup it would be escaped twice.
        _add(item, "content", str(listed(entry.lines)), type="html")
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element of the standard."""
    element = ET.SubElement(parent, f"{{{SPACE}}}{name}", attributes)
    if text:
        element.text = text
    return element


def _identity(key: str) -> str:
    """Give the id of a feed or an entry: the same in every build, wherever it stands."""
    return uuid5(NAMESPACE_URL, f"pokrovsk-front/{key}").urn


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _end_of(day: date, zone: str) -> datetime:
    """Give the instant at which a day ends."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def month_entries(
    briefs: Mapping[str, Brief], words: Wording, zone: str, sources: Sources
) -> list[Entry]:
    """Make an entry of each month that is over, the latest first.

    Args:
        briefs: The briefs by month, such as `2025-10`, the latest first.
        words: The language.
        zone: The zone that a day is cut by.
        sources: The sources that a sentence links to.
    """
    return [
        Entry(
            key=f"months/{key}",
            title=headline(brief, words),
            updated=_end_of(brief.window.last_day, zone),
            lines=tuple(
                sourced(line, words)
                for line in lines(Brief(brief.window, brief.of(*LASTING)), words, sources)
            ),
            path=f"months/{key}.html",
        )
        for key, brief in briefs.items()
        if kind_of(brief.window) is PeriodKind.MONTH
    ]


def changed_entries(
    versions: pd.DataFrame, changelog: Mapping[str, str], words: Wording, zone: str
) -> list[Entry]:
    """Make an entry of each data version and of each release that changed a figure, newest first.

    The latest total and its share are left out: they change with every map.

    Args:
        versions: The table `versions`, in the order in which the versions came.
        changelog: The figures that each release changed, as Markdown, by its heading.
        words: The language.
        zone: The zone that a day is cut by.
    """
    entries = [*_of_versions(versions, words, zone), *_of_releases(changelog, words, zone)]
    return sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)


def _of_versions(versions: pd.DataFrame, words: Wording, zone: str) -> Iterator[Entry]:
    _ = words.gettext
    known: dict[str, float] = {}
    for version, rows in versions.groupby("data_version", sort=False):
        lines = []
        for key, value, unit in zip(rows["headline_id"], rows["value"], rows["unit"], strict=True):
            then = known.get(str(key), value)
            known[str(key)] = value
            if value != then and not str(key).endswith("_latest"):
                lines.append(
                    _("{figure}: {then} before, {now} now.").format(
                        figure=_(LABELS[str(key)]),
                        then=words.in_unit(then, unit, 3),
                        now=words.in_unit(value, unit, 3),
                    )
                )
        if lines:
            yield Entry(
                key=f"versions/{version}",
                title=_("Figures changed with data version {version}").format(version=version),
                updated=_end_of(rows["latest_map_date"].iloc[0].date(), zone),
                lines=tuple(lines),
                path="method.html",
            )


def _of_releases(changelog: Mapping[str, str], words: Wording, zone: str) -> Iterator[Entry]:
    for heading, text in changelog.items():
        found = re.fullmatch(r"(\S+) \((\d{4}-\d\d-\d\d)\)", heading)
        if found is None:
            continue  # A release that is not out has no day.
        lines = (line.removeprefix("- ").strip() for line in text.splitlines())
        yield Entry(
            key=f"releases/{found[1]}",
            title=words.gettext("Figures changed with release {release}").format(release=found[1]),
            updated=_end_of(date.fromisoformat(found[2]), zone),
            lines=tuple(line for line in lines if line),
            path="method.html",
        )


def feeds(
    briefs: Mapping[str, Brief], context: SiteContext, folder: str, url: str
) -> dict[str, bytes]:
    """Write the feeds of a language, by path.

    Args:
        briefs: The briefs by month, the latest first.
        context: The library and the language.
        folder: The folder of the language, with its slash; empty for the root.
        url: Where the site will stand; may be empty.
    """
    words, texts = context.words, context.texts
    root = f"{url.rstrip('/')}/{folder}" if url else ""
    zone = texts.rules.day_zone
    sources = {key: (each.credit, each.url) for key, each in texts.sources.items()}
    months = month_entries(briefs, words, zone, sources)
    changed = changed_entries(context.library.table("versions"), texts.changelog, words, zone)
    written = (
        (MONTHS, words.gettext(MONTHS_TITLE), months, "months.html"),
        (FIGURES_CHANGED, words.gettext(CHANGED_TITLE), changed, "method.html"),
    )
    return {
        folder + name: atom(title, name, own, words, root, page=page)
        for name, title, own, page in written
    }
