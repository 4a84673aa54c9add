"""Link card of a page: what search engines, messengers and home screens show of it."""

from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.export.home_screen import TOUCH_ICON, icon
from pokrovsk_front.export.sharing import Card, Preview
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import FIRST, head
from pokrovsk_front.ui.address_keys import LANG

PICTURE_PX = 1200, 630
"""Width and height of the picture, which `make cards` draws."""


def card(page: str, words: Wording, origin: str, picture: str) -> Card:
    """Give the card of a page.

    Args:
        page: The name of its file.
        words: The language.
        origin: Scheme and name that the server is asked by; empty where they are not told.
        picture: Path of the picture.
    """
    said, path = head(page, words), "" if page == FIRST else page
    language = "" if words.locale == LOCALES[0] else f"?{LANG}={words.locale}"
    alt = words.gettext("A front line between two kinds of land")
    return Card(
        said.title,
        said.lead,
        words.locale,
        address=f"{origin}/{path}{language}",
        preview=Preview(origin + picture, alt, *PICTURE_PX),
    )


def touch_icon() -> tuple[str, bytes]:
    """Give the name and the bytes of the icon for a home screen."""
    return TOUCH_ICON, icon(TOUCH_ICON)
