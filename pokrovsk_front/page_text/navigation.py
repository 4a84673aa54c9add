"""Groups of the navigation: which pages stand together, on the dashboard and on the static site.

A group of several pages is a menu with a name; a page alone in its group is a plain link. It
refuses nothing: that every page stands in one group is for a test.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pokrovsk_front.model.messages import N_


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that stand together.

    Attributes:
        name: Name of the menu, in no language; not shown where the group has one page.
        pages: The names of the pages, in order.
    """

    name: str
    pages: tuple[str, ...]

    @property
    def is_menu(self) -> bool:
        """Whether the pages stand in a menu."""
        return len(self.pages) > 1


GROUPS: tuple[Group, ...] = (
    Group(N_("Overview"), ("overview",)),
    Group(N_("Map"), ("front_map",)),
    Group(N_("Figures"), ("months", "gains")),
    Group(N_("Places"), ("cities", "hromadas", "people", "distances")),
    Group(N_("Events and claims"), ("timeline", "claims")),
    Group(N_("Tools and method"), ("your_map", "method")),
)
"""All pages, in the order of the navigation.

Streamlit puts plain links before menus, whatever their order here: see `ui/site_map.py`.
"""


def groups_of(pages: Collection[str]) -> tuple[Group, ...]:
    """Give the groups of those pages that there are, without the groups that have none.

    Args:
        pages: Names of pages, in any order.

    >>> [group.pages for group in groups_of({"method", "people", "distances"})]
    [('people', 'distances'), ('method',)]
    """
    kept = (
        Group(group.name, tuple(page for page in group.pages if page in pages)) for group in GROUPS
    )
    return tuple(group for group in kept if group.pages)


def menu_of(page: str) -> str:
    """Give the name of the menu that a page stands in, in no language; empty for a plain link."""
    return next((each.name for each in GROUPS if each.is_menu and page in each.pages), "")
