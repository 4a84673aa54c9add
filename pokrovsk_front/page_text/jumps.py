"""Long lists in parts: what a reader may jump to, and each part under a heading of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

JUMP_TO = N_("Jump to")

STYLE = """
.jumps ul { list-style: none; margin: .2rem 0 1.2rem; padding: 0; display: flex; flex-wrap: wrap;
  gap: .2rem .9rem }
.jumps li { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .5rem; align-items: baseline }
.jumps a { color: inherit; display: inline-block; min-width: 1.5rem; padding: .25rem 0;
  line-height: 1.25rem }
@media (max-width: 40rem) {
  .jumps:not(.in-rows) ul { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap }
}
.jumps.in-rows ul { display: block }
.jumps.in-rows li > :first-child { font-weight: 600; min-width: 3rem }
.long-part:not(:has(> article:not([hidden]))) { display: none }
.long-part > article { content-visibility: auto; contain-intrinsic-size: auto 18rem }
@media print { .long-part > article { content-visibility: visible } .jumps { display: none } }
"""
"""Layout, once a page. A block far away is laid out when a reader comes near; it is in the page all
the same, for whoever searches, prints or listens."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long list.

    Attributes:
        part_id: Its fragment in links.
        name: Its heading.
        blocks: HTML of its blocks, each an `article`.
        within: Where to jump within it: pairs of a fragment and of words.
    """

    part_id: str
    name: str
    blocks: Sequence[str]
    within: Sequence[tuple[str, str]] = ()


def level_of_blocks(count: int, level: int) -> int:
    """Give the level of the headings of blocks: below that of their parts, if there are parts."""
    return level if count == 1 else level + 1


def in_parts(parts: Sequence[Part], level: int, words: Wording) -> str:
    """Render a long list as HTML: the jump list, then each part under its heading.

    A single block stands alone, and of no block there is nothing.

    Args:
        parts: The parts in their order, none empty.
        level: Level of their headings; `level_of_blocks` gives that of the blocks.
        words: The reader's language.
    """
    blocks = [block for part in parts for block in part.blocks]
    if len(blocks) <= 1:
        return "".join(blocks)
    listed = "".join(f"<li>{_link(each.part_id, each.name)}{_within(each)}</li>" for each in parts)
    look = "jumps in-rows" if any(each.within for each in parts) else "jumps"
    label = escape(words.gettext(JUMP_TO), quote=True)
    shown = "".join(
        f"<section class='long-part' id='{each.part_id}' aria-labelledby='{each.part_id}_title'>"
        f"<h{level} id='{each.part_id}_title'>{escape(each.name)}</h{level}>"
        f"{''.join(each.blocks)}</section>"
        for each in parts
    )
    return f"<nav class='{look}' aria-label='{label}'><ul>{listed}</ul></nav>{shown}"


def _within(part: Part) -> str:
    return "".join(_link(fragment, name) for fragment, name in part.within)


def _link(fragment: str, name: str) -> str:
    return f"<a href='#{escape(fragment, quote=True)}'>{escape(name)}</a>"
