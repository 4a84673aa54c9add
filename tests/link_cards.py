"""Link cards of the dashboard: what a messenger shows of its address, a picture a language.

Started by `make cards`. It has the name, the first lead and the icon, and no figure: those change
with the data, and a card is kept for weeks by who shows it.
"""

import sys
from html import escape
from importlib.resources import files
from pathlib import Path

from harness.browser import chromium
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.export.citation import PRODUCT
from pokrovsk_front.export.sheet_script import font_rules
from pokrovsk_front.maps.picture.lettering import Type
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import FIRST, head
from pokrovsk_front.ui.link_card import PICTURE_PX

(WIDTH_PX, HEIGHT_PX), EDGE_PX, COLUMN_PX = PICTURE_PX, 72, 590
INK, MUTED, PAPER = (38, 40, 44, 255), (90, 95, 102, 255), "#f6f2e9"
NAME, LEAD = Type(72, 1.12, is_bold=True, is_serif=True), Type(32, 1.35)


def card_svg(words: Wording) -> str:
    """Draw the card: words to the left, the two kinds of land of the icon to the right."""
    name = NAME.lines(words.gettext(PRODUCT), COLUMN_PX)
    lead = LEAD.lines(head(FIRST, words).lead, COLUMN_PX)
    gap_px = 28
    high = len(name) * NAME.line_px + gap_px + len(lead) * LEAD.line_px
    top = (HEIGHT_PX - high) / 2
    drawn = NAME.drawn(name, EDGE_PX, top, INK)
    drawn += LEAD.drawn(lead, EDGE_PX, top + len(name) * NAME.line_px + gap_px, MUTED)
    icon = files("pokrovsk_front.export").joinpath("icons", "icon.svg").read_text(encoding="utf-8")
    icon = icon.replace(
        "<svg ", f"<svg x='600' y='-40' width='{HEIGHT_PX + 80}' height='{HEIGHT_PX + 80}' "
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH_PX}' height='{HEIGHT_PX}' "
        f"lang='{escape(words.locale)}'><style>{font_rules()}</style>"
        f"<rect width='100%' height='100%' fill='{PAPER}'/>{icon}"
        f"<g font-family=\"'Front Sans'\">{drawn}</g></svg>"
    )


def main() -> None:
    """Draw the cards into a folder."""
    folder = Path(sys.argv[1])
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
        for locale in LOCALES:
            page.set_content(f"<style>body {{ margin: 0 }}</style>{card_svg(wording(locale))}")
            page.evaluate("() => Promise.all([...document.fonts].map(font => font.load()))")
            page.screenshot(path=folder / f"card-{locale}.png")


if __name__ == "__main__":
    main()
