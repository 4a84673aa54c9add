"""Sentences of a brief as HTML, each with links to its sources: of a page, of a feed."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from pokrovsk_front.model.brief.written import Line
from pokrovsk_front.model.wording import Wording


def sourced(line: Line, words: Wording) -> Markup:
    """Write a sentence, and small after it the sources that it links to."""
    links = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(url, name) for name, url in line.credits
    )
    said = Markup(escape(words.gettext("Source: {sources}"))).format(sources=links)  # noqa: S704
    return Markup('{} <span class="small">{}</span>').format(line.sentence, said)


def listed(items: Iterable[str]) -> Markup:
    """List texts; what is no markup is escaped."""
    return Markup("<ul>{}</ul>").format(
        Markup("\n").join(Markup("<li>{}</li>").format(each) for each in items)
    )
