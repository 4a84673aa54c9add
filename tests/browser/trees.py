"""What a screen reader is told of a page: the outline of its accessibility tree, kept as text.

The outline has the landmarks, headings, controls, figures and tables in their order, and the names
of all that does not change with the figures; numbers and what stands in tables and texts is left
out. To renew one, delete its file in `trees/`, run the test twice, and read what is new.
"""

import re
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).with_name("trees")

LINE = re.compile(
    r'^(?P<indent> *)- \'?(?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<rest>.*)$'
)
NAMED = re.compile(
    "banner|button|checkbox|combobox|complementary|contentinfo|dialog|group|main"
    "|menuitem|navigation|radio|radiogroup|searchbox|slider|spinbutton|switch|tab|tablist"
    "|textbox|toolbar"
)
"""Roles whose names are the project's own words."""

COUNTED = re.compile("application|article|figure|heading|img|link|region|status|table")
"""Roles of which the outline says only that they are there and have a name."""

CHANGING = re.compile(
    r"[0-9]+|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(uary|ruary|ch|il|e|y|ust|tember"
    r"|ober|ember)?\b"
)
"""Numbers and months within those names."""

WITHOUT_INSIDE = frozenset(("table", "article"))


def outline(snapshot: str) -> str:
    r"""Reduce Playwright's snapshot of a tree to what stays when the figures change.

    >>> print(outline('- main "A":\n  - heading "B 1" [level=2]\n  - text: C\n  - button "D 2"'))
    main "A"
      heading 2
      button "D 0"
    """
    lines: list[str] = []
    skipped_below: int | None = None
    for line in snapshot.splitlines():
        found = LINE.match(line)
        if not found:
            continue
        depth, role, name = len(found["indent"]) // 2, found["role"], found["name"]
        if skipped_below is not None and depth > skipped_below:
            continue
        skipped_below = depth if role in WITHOUT_INSIDE else None
        level = re.search(r"\[level=(\d)\]", found["rest"])
        if NAMED.fullmatch(role):
            shown = f'{role} "{CHANGING.sub("0", name)}"' if name else role
        elif COUNTED.fullmatch(role):
            shown = f"{role} {level[1]}" if level else role
            shown += "" if name or role in {"status", "article"} or ": " in line else ", no name"
        else:
            continue
        said = "  " * depth + shown
        if not lines or lines[-1] != said:
            lines.append(said)
    return "\n".join(lines)


def file_name(address: str) -> str:
    """Name the file of an address.

    >>> file_name("gains?section=By+month")
    'gains_section_by_month'
    """
    return re.sub(r"\W+", "_", address).strip("_").lower()


def is_as_kept(page: Page, name: str) -> None:
    """Compare the outline of a page with the kept one.

    Raises:
        AssertionError: It differs, or there was none: then it is written, to be read and kept.
    """
    said = outline(page.locator("body").aria_snapshot()) + "\n"
    file = FOLDER / f"{name}.txt"
    if not file.exists():
        FOLDER.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")
        raise AssertionError(f"{file} is new: read it, and keep it.")
    assert said == file.read_text(encoding="utf-8")
