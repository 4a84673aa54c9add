"""Citations of a figure: in a line, and in full with sources, licences and data version."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

PRODUCT = N_("Pokrovsk front")
"""The name of the site; scripts know it by the English one."""


class Source(Protocol):
    """What a citation needs to know of a source, such as a row of `sources`."""

    @property
    def name(self) -> str:
        """Title as a reader should see it."""

    @property
    def publisher(self) -> str:
        """Who publishes it, and through whom it was read."""

    @property
    def credit(self) -> str:
        """Short name of whoever the figures are from."""

    @property
    def kind(self) -> str:
        """What sort of source it is, such as `map archive`."""

    @property
    def url(self) -> str:
        """Where it can be read."""

    @property
    def licence(self) -> str:
        """Licence, or "not stated"."""


def cited(figure: Figure[Any], sources: Mapping[str, Source]) -> list[Source]:
    """List the sources of a figure: of its calculation first, then of the printed figures in it."""
    keys = dict.fromkeys((*figure.source_ids, *figure.printed_source_ids))
    return [sources[key] for key in keys]


def base_cited(figure: Figure[Any], sources: Mapping[str, Source]) -> list[Source]:
    """List the sources of the base map of a figure."""
    return [sources[key] for key in figure.base_source_ids]


def listed_sources(sources: Sequence[Source], words: Wording) -> str:
    """Write sources in a row, each with its publisher, address and licence."""
    text = words.gettext("{name} ({publisher}), {url}, licence: {licence}")
    return "; ".join(
        text.format(name=each.name, publisher=each.publisher, url=each.url, licence=each.licence)
        for each in sources
    )


def credits_of(sources: Sequence[Source]) -> str:
    """Name whose figures sources hold, each once."""
    return ", ".join(dict.fromkeys(each.credit for each in sources))


def base_map_credit(base: Sequence[Source], words: Wording, *, is_short: bool = False) -> str:
    """Credit the base map, in one sentence; empty where a figure has none of ours.

    Args:
        base: What it is drawn from.
        words: The reader's language.
        is_short: Whether it gives short names alone, without title, address and licence.
    """
    text = words.gettext("Base map drawn from: {sources}.")
    listed = credits_of(base) if is_short else listed_sources(base, words)
    return text.format(sources=listed) if base else ""


def short_citation(
    figure: Figure[Any],
    sources: Sequence[Source],
    version: str,
    link: str,
    words: Wording,
) -> str:
    """Cite a figure in one line: what, who, from whom, as of when, on which data, where.

    Args:
        figure: The figure.
        sources: What it rests on, as `cited` lists them.
        version: Version of the data.
        link: Where it can be seen again; may be empty.
        words: The reader's language.
    """
    listed = _brief_sources(sources, words)
    source = words.gettext("Source: {sources}.").format(sources=listed) if listed else ""
    return " ".join(
        filter(None, [_title(figure, words), source, _dated(figure, version, words), link])
    )


def _brief_sources(sources: Sequence[Source], words: Wording) -> str:
    """Name whose figures these are; a map is credited with the copies that it was read from."""
    maps = credits_of([each for each in sources if each.kind == "map archive"])
    others = credits_of([each for each in sources if each.kind != "map archive"])
    read = words.gettext("{credit} map via open archives").format(credit=maps) if maps else ""
    return ", ".join(filter(None, [read, others]))


def _title(figure: Figure[Any], words: Wording) -> str:
    return words.gettext("{product}: “{headline}”.").format(
        product=words.gettext(PRODUCT), headline=figure.headline
    )


def _dated(figure: Figure[Any], version: str, words: Wording) -> str:
    return words.gettext("As of {day}, data version {version}.").format(
        day=words.day(figure.as_of_date), version=version
    )


def long_citation(
    figure: Figure[Any],
    sources: Sequence[Source],
    version: str,
    link: str,
    words: Wording,
    base: Sequence[Source] = (),
) -> str:
    """Cite a figure in full.

    Args:
        figure: The figure.
        sources: What it rests on, as `cited` lists them.
        version: Version of the data.
        link: Where it can be seen again; may be empty.
        words: The reader's language.
        base: The sources of its base map, as `base_cited` lists them.
    """
    _ = words.gettext
    made = (
        _("Calculated by {product} from: {sources}.")
        if figure.source_ids
        else _("Compiled by {product} from: {sources}.")
    )
    parts = [
        _title(figure, words),
        _dated(figure, version, words),
        _("{subtitle}.").format(subtitle=figure.subtitle.removesuffix(".")),
        made.format(product=_(PRODUCT), sources=listed_sources(sources, words)),
        base_map_credit(base, words),
        _("Link to this view: {link}").format(link=link) if link else "",
    ]
    return " ".join(filter(None, parts))
