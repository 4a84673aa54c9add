"""What somebody typed, or wrote into an address, said back so that it is words and nothing else."""

MOST_LETTERS = 40


def quoted(text: str) -> str:
    """Write a reader's text as code in Markdown: no link, no picture, no sign of ours in it.

    Args:
        text: Anything at all. Beyond `MOST_LETTERS` it is cut, and what is not seen is left out.

    >>> quoted("![x](//example.org)"), quoted("a`b"), quoted("")
    ('`![x](//example.org)`', "`a'b`", '` `')
    """
    seen = "".join(letter if letter.isprintable() else " " for letter in text).replace("`", "'")
    shown = seen.strip() or " "
    return f"`{shown[:MOST_LETTERS]}…`" if len(shown) > MOST_LETTERS else f"`{shown}`"
