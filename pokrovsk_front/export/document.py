"""HTML of a figure that needs no server: a section of a page, and a whole page.

A picture is stored as data beside an empty box, and one script draws all of them, so that a page
may forbid inline scripts. The templates escape whatever comes from data. Nothing but the links of
texts points outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.markdown import blocks, inline
from pokrovsk_front.maps.legend import STYLE
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caption as caption_text

templates = Environment(
    loader=PackageLoader("pokrovsk_front.export"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
LONG = Markup(' class="long"')
MAX_SHORT_LETTERS = 18
"""Up to so many letters, a cell stands on one line of a telephone beside others."""
LINK = Markup("<a href='{}' target='_blank' rel='noopener'>{}</a>")


@cache
def asset(name: str) -> str:
    """Read a style or a script that the documents carry."""
    return files("pokrovsk_front.export").joinpath("templates", name).read_text(encoding="utf-8")


def json_block(text: str, kind: str = "application/json", **attributes: str) -> Markup:
    """Put JSON into a page as data that no browser can take for markup or run.

    Args:
        text: The JSON.
        kind: Media type, of JSON.
        attributes: Attributes of the element, such as `id`.
    """
    safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    named = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_"), value) for key, value in attributes.items()
    )
    block = Markup('<script type="{}"{}>{}</script>')
    return block.format(kind, named, Markup(safe))  # noqa: S704 (escaped above)


def text_script(store: str, name: str, text: str) -> str:
    """Store a text as a script: a page opened from a file system may load nothing else.

    Args:
        store: The variable of the page that holds such texts by name.
        name: The name of this one.
        text: The text, such as JSON that the page parses once it is asked for.
    """
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"(globalThis.{store} ??= {{}})['{name}'] = '{escaped}';\n"


def legend_css() -> str:
    """Give the CSS of map legends."""
    return STYLE


def edges_css() -> str:
    """Give the CSS of what scrolls sideways in a box of its own, such as a wide table."""
    return asset("edges.css")


def document_css() -> str:
    """Give the CSS of every document, that of legends and of wide tables included."""
    return asset("document.css") + edges_css() + legend_css()


def table_html(
    rows: pd.DataFrame, links: tuple[tuple[str, str], ...] = (), classes: str = ""
) -> Markup:
    """Render a table as HTML, its cells escaped.

    Args:
        rows: The table, its cells in words.
        links: Pairs of the column whose words link and of the one that holds the address, which
            is left out.
        classes: What styles the table.
    """
    columns: dict[str, list[Any]] = {name: rows[name].tolist() for name in rows.columns}
    is_long = {name: _is_long(cells) for name, cells in columns.items()}
    for said, address in links:
        addresses = columns.pop(address)
        columns[said] = [
            LINK.format(url, text) if url else text
            for text, url in zip(columns[said], addresses, strict=True)
        ]
    return Markup(  # noqa: S704 (the template escapes every cell)
        templates.get_template("table.html.j2").render(
            names=list(columns),
            marks=[LONG if is_long[name] else "" for name in columns],
            rows=zip(*columns.values(), strict=True),
            classes=classes,
        )
    )


def _is_long(cells: Iterable[object]) -> bool:
    """Tell whether a cell of a column is too long for one line of a telephone beside others."""
    texts = (each for each in cells if isinstance(each, str) and not isinstance(each, Markup))
    return any(len(text) > MAX_SHORT_LETTERS for text in texts)


def caption(figure: Figure[Any], sources: Mapping[str, Source], words: Wording) -> Markup:
    """Render the caption of a figure: its sources and the day it is as of.

    Args:
        figure: The figure.
        sources: Sources by `source_id`.
        words: The reader's language.
    """
    origins = caption_text.origins(
        figure.source_ids, figure.printed_source_ids, words, figure.base_source_ids
    )
    # Markdown is rendered before the names stand in the text: a name may hold marks of its own.
    named = (
        inline(text).format(sources=_links(sources[key] for key in keys)) for text, keys in origins
    )
    return Markup(" ").join([*named, caption_text.as_of(figure.as_of_date, words)])


def _links(sources: Iterable[Source]) -> Markup:
    link = Markup('<a href="{}" rel="noopener">{}</a>')
    return Markup(", ").join(link.format(each.url, each.name) for each in sources)


def figure_section(
    figure: Figure[Any],
    picture: Markup,
    sources: Mapping[str, Source],
    words: Wording,
    after: Markup = Markup(),  # noqa: B008 (it cannot be changed)
    *,
    is_moving: bool = False,
    is_alone: bool = False,
) -> Markup:
    """Render a figure with its headline, caption, text and table.

    Args:
        figure: The figure.
        picture: Its picture as HTML, such as `chart_box` or `map_box` gives it.
        sources: Sources by `source_id`.
        words: The reader's language.
        after: What stands below the table.
        is_moving: Whether the day of its map moves: a line that follows the day then stands under
            the headline, and what the figure measures below the picture.
        is_alone: Whether another site shows it, where room is short: the long text then stands
            beside the table, behind a line that opens both.
    """
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("figure.html.j2").render(
            figure=figure,
            long_text=blocks(figure.long_text),
            picture=picture,
            table=table_html(figure.table, figure.links),
            after=after,
            is_moving=is_moving,
            is_alone=is_alone,
            caption=caption(figure, sources, words),
            _=words.gettext,
        )
    )


def document(
    title: str,
    body: Markup,
    words: Wording,
    *,
    head: Sequence[Markup] = (),
    foot: Sequence[Markup] = (),
) -> str:
    """Render a whole page.

    Args:
        title: Its title.
        body: What stands in its main part.
        words: The reader's language.
        head: Styles, as elements.
        foot: Scripts and data, as elements, in the order in which they run.
    """
    return templates.get_template("document.html.j2").render(
        title=title,
        body=body,
        words=words,
        head=Markup("\n").join(head),
        foot=Markup("\n").join(foot),
    )


def inline_style(text: str) -> Markup:
    """Put a style of ours into a page."""
    return Markup("<style>{}</style>").format(Markup(text))  # noqa: S704 (our own file)


def inline_script(text: str) -> Markup:
    """Put a script of ours, or a library, into a page."""
    # A library may hold the end of a script element as a text of its own.
    safe = text.replace("</script", "<\\/script")
    return Markup("<script>{}</script>").format(Markup(safe))  # noqa: S704 (our own file)
