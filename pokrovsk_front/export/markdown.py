"""Markdown of page texts as HTML: CommonMark's paragraphs, lists, emphasis, code and links.

HTML in a text stays text, and so does a link that does not lead to a page of the web.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

CONSTRUCTS = ("list", "emphasis", "backticks", "link", "escape")
"""What is rendered; all else, such as HTML, headings, pictures and autolinks, stays text."""

WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class _Renderer(RendererHTML):
    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the start of a link, which tells the page behind it nothing of its opener."""
        tokens[idx].attrSet("rel", "noopener")
        return self.renderToken(tokens, idx, options, env)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (the name that MarkdownIt calls)
        """Accept the address of a page of the web, and no other."""
        return WEB_ADDRESS.match(url) is not None


@cache
def _markdown() -> MarkdownIt:
    return _Markdown("zero", {"html": False}, renderer_cls=_Renderer).enable(CONSTRUCTS)


def inline(text: str) -> Markup:
    """Render a line of Markdown, without a paragraph around it.

    >>> print(inline("**Net.** <b> [one](https://example.org)"))
    <strong>Net.</strong> &lt;b&gt; <a href="https://example.org" rel="noopener">one</a>
    """
    return Markup(_markdown().renderInline(text))  # noqa: S704 (HTML is off)


def blocks(text: str) -> Markup:
    r"""Render paragraphs and lists of Markdown.

    >>> print(blocks("Two:\n- one\n- two").replace("\n", ""))
    <p>Two:</p><ul><li>one</li><li>two</li></ul>
    """
    return Markup(_markdown().render(text))  # noqa: S704 (HTML is off)
