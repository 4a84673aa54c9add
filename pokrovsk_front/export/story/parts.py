"""Parts that the pages of the story have in common."""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from pokrovsk_front.export.markdown import blocks, inline
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Part, heading
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caveats as caveat_text
from pokrovsk_front.page_text.parts import Section


def chart_options(context: SiteContext, *other_source_ids: str) -> dict[str, Any]:
    """Give what every chart of the archive is drawn with: language, scheme and sources."""
    source_ids = context.library.archive_source_ids + other_source_ids
    return {"words": context.words, "scheme": "light", "source_ids": source_ids}


def section(shown: Section) -> tuple[Markup, Markup]:
    """Give a section as its heading and its text."""
    return heading(shown.section_id, shown.title), blocks(shown.text)


def folded(summary: str, *parts: Part, section_id: str = "") -> list[Part]:
    """Put parts under a line that a reader opens."""
    named = Markup(" id='{}'").format(section_id) if section_id else ""
    opening = Markup("<details{}><summary>{}</summary>").format(named, summary)
    return [opening, *parts, Markup("</details>")]


def quotation(sentences: Iterable[str]) -> Markup:
    """Give sentences to quote, a paragraph each."""
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(each) for each in sentences)
    return Markup("<blockquote>{}</blockquote>").format(paragraphs)


def before_you_quote(caveats: Sequence[str], words: Wording) -> tuple[Markup, Markup]:
    """Give the caveats of a page beside each other."""
    notes = Markup("").join(Markup("<p>{}</p>").format(inline(text)) for text in caveats)
    return (
        heading(caveat_text.SECTION_ID, words.gettext(caveat_text.TITLE)),
        Markup('<div class="notes">{}</div>').format(notes),
    )
