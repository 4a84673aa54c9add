"""Card of a page: what search engines and messengers show of a link to it."""

from dataclasses import dataclass
from typing import Literal

OG_LOCALES = {"en": "en_GB", "uk": "uk_UA"}
"""Languages with a territory, as the Open Graph protocol spells them."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A page in another language, to link to.

    Attributes:
        locale: The language.
        name: Such as `English`, in that language.
        path: Relative path from the page that links to it.
        address: What a search engine is told; the same where the address of the site is not known.
    """

    locale: str
    name: str
    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture of a card.

    Attributes:
        address: Where it lies, as a whole address.
        alt: One sentence for a reader who cannot see it.
        width_px: Its width.
        height_px: Its height.
    """

    address: str
    alt: str
    width_px: int
    height_px: int

    @property
    def picture(self) -> tuple[str, int, int]:
        """Address, width and height."""
        return self.address, self.width_px, self.height_px


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a link.

    Attributes:
        title: Title of the page.
        description: One or two sentences.
        locale: Its language.
        kind: What it is, as the Open Graph protocol has it.
        address: Its whole address; empty where the site does not know its own.
        preview: The picture, if there is one.
        oembed: Whole address of its oEmbed answer; empty where it has none.
    """

    title: str
    description: str
    locale: str
    kind: Literal["website", "article"] = "website"
    address: str = ""
    preview: Preview | None = None
    oembed: str = ""

    @property
    def og_locale(self) -> str:
        """The language as the Open Graph protocol spells it."""
        return OG_LOCALES[self.locale]
