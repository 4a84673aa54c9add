"""Escapes a reader's text, typed or from an address, for Markdown."""

MAX_LETTERS = 40


def escape(text: str) -> str:
    """Escape a text as inline code of Markdown, so that nothing in it is markup.

    Args:
        text: Anything at all. Beyond `MAX_LETTERS` it is cut, and what is not seen is left out.

    >>> escape("![x](//example.org)"), escape("a`b"), escape("")
    ('`![x](//example.org)`', "`a'b`", '` `')
    """
    seen = "".join(letter if letter.isprintable() else " " for letter in text).replace("`", "'")
    shown = seen.strip() or " "
    return f"`{shown[:MAX_LETTERS]}…`" if len(shown) > MAX_LETTERS else f"`{shown}`"
