"""What a reader of a page sees or hears of it, and what of that is not in the page's language."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.dictionary import columns, figures_changed
from pokrovsk_front.catalog.tables import read_table, table_names

HEARD = ("alt", "title", "aria-label", "aria-valuetext", "placeholder", "data-said", "data-title")
"""The attributes that are read out or shown."""

DRAWN = {"name", "text", "ticktext", "customdata", "hovertext", "hovertemplate", "title", "x", "y"}
"""Where the data of a chart has words."""

VOID = {"meta", "link", "img", "input", "br", "hr"}
IN_NO_LANGUAGE = re.compile(
    r"<[^<>]+>|%?\{[^{}]*\}|https?://\S+|\b[0-9a-f]{12}\b|\bdeepstatemap_data_\d{8}\b"
    r"|\b(?:Ctrl|Shift|Page (?:Up|Down))\b|`[a-z-]+`"
)
"""Tags, placeholders, addresses, versions of the data, names of map files, keys and values."""

KEY = re.compile(r"[a-z_]+( [a-z_]+)?")
"""The name of a line that no legend shows."""

LATIN = re.compile(r"[A-Za-z][A-Za-z]+")

NAMES = frozenset(
    {
        *("DeepState", "ISW", "AFP", "Bloomberg", "GeoNames", "GitHub", "BILD", "UTC"),
        *("Black", "Bird", "War", "Mapper", "UA", "Infographics", "The", "Economist", "Insider"),
        *("CSV", "PNG", "SVG", "HTML", "WGS", "MENAFN", "GeoJSON", "zip", "openfreemap", "org"),
        "Atom",
        "Enter",
    }
)
"""Latin words that Ukrainian text has as well: names of publishers, files, measures and keys."""

NAMED_IN = ("url", "second_url", "claim_id")
"""Columns that have no language and stand on pages as they are."""


class Elements(HTMLParser):
    """Every element of a page with its attributes, and whether scripts have text to run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.styles = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}))
        self.styles += (dict(attrs).get("style") or "") + "\n"


class Reading(HTMLParser):
    """The texts of a page: between its tags, in what is read out, in the data of its charts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        # A page names the other language in that language; code is for machines.
        silent = tag in {"script", "style", "code"} or (tag == "a" and "lang" in values)
        is_silent = silent or (bool(self._open) and self._open[-1][1])
        if not is_silent:
            self.texts += [values[name] or "" for name in HEARD if name in values]
        if tag not in VOID:
            self._open.append((tag, is_silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, is_silent = self._open[-1] if self._open else ("", False)
        if tag == "script" and data.startswith('{"data":'):
            self.texts += words_of(json.loads(data))
        elif not is_silent:
            self.texts.append(data)


def words_of(drawn: object, key: str = "") -> Iterator[str]:
    """Give the words that a chart shows, from the data it is drawn from."""
    match drawn:
        case dict():
            for name, value in drawn.items():
                if name != "template":
                    yield from words_of(value, name)
        case list():
            for value in drawn:
                yield from words_of(value, key)
        case str() if key in DRAWN and not (key == "name" and KEY.fullmatch(drawn)):
            yield drawn


@cache
def ukrainian_data() -> list[str]:
    """List the texts of data/ in Ukrainian that have Latin words, the longest first."""
    found: set[str] = set()
    for name in table_names():
        plain, translated = read_table(name), read_table(name, locale="uk")
        for column in translated.columns:
            if column in NAMED_IN or not plain[column].equals(translated[column]):
                found |= set(translated[column].astype("str"))
        found.add(name)
    dictionary = columns(locale="uk")
    for column in dictionary.columns:
        found |= set(dictionary[column])
    rules = archive_rules(locale="uk")
    found |= {rules.day_zone_reason, rules.area_reason}
    found |= {each.reason for each in rules.dating.ranges}
    found |= {each.reason for each in rules.dating.decided}
    for archive in rules.archives:
        found |= {archive.title, archive.short_title, archive.licence}
        found |= {archive.filled_in.reason} if archive.filled_in else set()
    for text in figures_changed(locale="uk").values():
        found |= set(text.splitlines())
    return sorted((each for each in found if LATIN.search(each)), key=len, reverse=True)


def english_in(texts: Iterable[str]) -> list[str]:
    """List the texts of a Ukrainian page that have a Latin word which no name explains."""
    left = []
    for text in set(texts):
        rest = IN_NO_LANGUAGE.sub(" ", text)
        if set(LATIN.findall(rest)) <= NAMES:
            continue
        for each in ukrainian_data():
            rest = rest.replace(IN_NO_LANGUAGE.sub(" ", each), " ")
        if words := set(LATIN.findall(rest)) - NAMES:
            left.append(f"{sorted(words)} in {text[:120]!r}")
    return left
