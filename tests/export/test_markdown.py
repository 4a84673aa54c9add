"""Markdown in what leaves the dashboard: the constructs in use are rendered, all else is text."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from pokrovsk_front.export.markdown import blocks, inline

KNOWN = {"p", "ul", "ol", "li", "strong", "em", "code", "a"}


class Elements(HTMLParser):
    """The elements of a text with their attributes, and what a reader sees of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.seen = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.seen += data


def test_a_link_to_the_web_opens_without_access_to_the_page_it_came_from() -> None:
    html = inline("[**DeepState**](https://deepstatemap.live/?a=1&b=2)")
    assert html == (
        '<a href="https://deepstatemap.live/?a=1&amp;b=2" rel="noopener">'
        "<strong>DeepState</strong></a>"
    )


def test_paragraphs_lists_and_lines_that_go_on() -> None:
    text = "In\n2022. it moved:\n- one\n  and more\n- `two`\n\n1. first\n2. second"
    assert blocks(text) == (
        "<p>In\n2022. it moved:</p>\n"
        "<ul>\n<li>one\nand more</li>\n<li><code>two</code></li>\n</ul>\n"
        "<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n"
    )


@pytest.mark.parametrize("render", [inline, blocks])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<https://example.org>",
        "**<b onclick=alert(1)>x</b>**",
        "`<svg/onload=alert(1)>`",
        '[x](https://example.org/"onmouseover="alert(1))',
        '[x](https://example.org "\'><script>alert(1)</script>")',
        "[<i>x</i>](https://example.org)",
        "![x](https://example.org/x.png)",
        "[![x](https://example.org/x.png)](https://example.org)",
        "&lt;script&gt; &#60;b&#62;",
        "\\<script>\\[x](javascript:alert(1))",
        "> " * 500 + "- " * 500 + "**" * 500,
    ],
)
def test_hostile_text_stays_text(render: Callable[[str], str], text: str) -> None:
    for tag, attributes in Elements(render(text)).found:
        assert tag in KNOWN
        assert set(attributes) <= ({"href", "rel", "title"} if tag == "a" else set())


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "claims.html",
        "#top",
        "mailto:x@example.org",
        "https:example.org",
        " javascript:https://",
    ],
)
def test_a_link_to_anything_but_the_web_stays_text(address: str) -> None:
    elements = Elements(blocks(f"[read on]({address}) and [again][1]\n\n[1]: {address}"))
    assert {tag for tag, _ in elements.found} == {"p"}
    assert "[read on](" in elements.seen


@pytest.mark.parametrize("address", ["https://example.org/x", "HTTP://example.org"])
def test_a_link_to_the_web_is_a_link(address: str) -> None:
    ((_, attributes),) = Elements(inline(f"[x]({address})")).found
    assert attributes == {"href": address, "rel": "noopener"}


def test_a_sign_of_markdown_is_written_with_a_backslash() -> None:
    assert inline(r"\*\*2\*\* \[x](https://example.org)") == "**2** [x](https://example.org)"
