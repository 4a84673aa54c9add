"""The few marks that the texts of pages use, as HTML: bold, code, links, lists and paragraphs.

Whatever else a text holds stays text. It refuses a link that is not to a page of the web.
"""

import re

from markupsafe import Markup, escape

MARK = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\[(?P<text>[^\]]+)\]\((?P<url>https?://[^\s)]+)\)"
)

ITEM = re.compile(r"- |\d{1,2}\. ")


def inline(text: str) -> Markup:
    """Turn the marks within a line to HTML.

    >>> print(inline("**Net.** <b> [one](https://example.org)"))
    <strong>Net.</strong> &lt;b&gt; <a href="https://example.org" rel="noopener">one</a>
    """
    parts, end = [], 0
    for found in MARK.finditer(text):
        parts.append(escape(text[end : found.start()]))
        end = found.end()
        if found["bold"]:
            parts.append(Markup("<strong>{}</strong>").format(inline(found["bold"])))
        elif found["code"]:
            parts.append(Markup("<code>{}</code>").format(found["code"]))
        else:
            link = Markup('<a href="{}" rel="noopener">{}</a>')
            parts.append(link.format(found["url"], found["text"]))
    return Markup("").join([*parts, escape(text[end:])])


def blocks(text: str) -> Markup:
    r"""Turn paragraphs and lists to HTML; an empty line or a first item ends a paragraph.

    >>> print(blocks("Two:\n- one\n- two"))
    <p>Two:</p><ul><li>one</li><li>two</li></ul>
    >>> print(blocks("Two:\n\n1. one\n2. two"))
    <p>Two:</p><ol><li>one</li><li>two</li></ol>
    """
    out: list[Markup] = []
    items: list[Markup] = []
    lines: list[str] = []
    kind = "ul"

    def close() -> None:
        if lines:
            out.append(Markup("<p>{}</p>").format(inline(" ".join(lines))))
            lines.clear()
        if items:
            listed = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
            out.append(Markup("<{0}>{1}</{0}>").format(Markup(kind), listed))  # noqa: S704 (ul or ol)
            items.clear()

    for raw in text.splitlines():
        line = raw.strip()
        found = ITEM.match(line)
        # A number in a paragraph may open a line of it.
        if found and (found[0] == "- " or not lines):
            of = "ul" if found[0] == "- " else "ol"
            if lines or of != kind:
                close()
            kind = of
            items.append(inline(line[found.end() :]))
        elif not line:
            close()
        elif items:
            items[-1] += Markup(" ") + inline(line)
        else:
            lines.append(line)
    close()
    return Markup("").join(out)
