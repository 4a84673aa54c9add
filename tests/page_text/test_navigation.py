"""Groups of the navigation: every page in one of them, in one order."""

from pokrovsk_front.page_text.heads import HEADS
from pokrovsk_front.page_text.navigation import GROUPS, groups_of, menu_of


def test_every_page_is_in_one_group_in_the_order_of_the_pages() -> None:
    assert [page for group in GROUPS for page in group.pages] == list(HEADS)


def test_plain_links_come_before_menus_as_streamlit_shows_them() -> None:
    are_menus = [group.is_menu for group in GROUPS]
    assert are_menus == sorted(are_menus)


def test_a_menu_has_a_name_of_its_own() -> None:
    names = [group.name for group in GROUPS]
    assert len(set(names)) == len(names)
    titles = {head.name for head in HEADS.values()}
    assert not titles & {group.name for group in GROUPS if group.is_menu}


def test_a_group_of_which_one_page_is_left_is_no_menu() -> None:
    assert menu_of("method") != ""
    (left,) = groups_of(["method"])
    assert (left.pages, left.is_menu) == (("method",), False)
    assert groups_of([]) == ()


def test_the_menu_of_a_plain_link_is_empty() -> None:
    assert menu_of("overview") == ""
    assert menu_of("people") == menu_of("distances") != ""
