"""Controls of the page of hromadas: oblast, one day or two, bound to the address."""

from datetime import date, timedelta

from pokrovsk_front.model import hromadas_text
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import map_choices
from pokrovsk_front.page_text.map_choices import DIFFERENCE, STATE
from pokrovsk_front.ui import cached, pickers
from pokrovsk_front.ui.choice import choice

DONETSK = "UA-14"


def oblasts() -> list[str]:
    """List oblasts of which all hromadas are known and some land was occupied, Donetsk first."""
    known = cached.figures().oblasts_by_hromada
    return sorted(known, key=lambda iso: (iso != DONETSK, iso))


def oblast(words: Wording) -> str:
    """Oblast picker."""
    names = {iso: hromadas_text.oblast_name(iso, words) for iso in oblasts()}
    return pickers.listed(words.gettext("Oblast"), names, words, default=DONETSK, key="oblast")


def mode(words: Wording) -> str:
    """Mode picker."""
    names = {each: words.gettext(map_choices.MODES[each]) for each in (STATE, DIFFERENCE)}
    return choice(words.gettext(map_choices.SHOW), names, words, default=STATE, key="show")


def days(words: Wording, shown: str) -> tuple[date | None, date]:
    """Date fields of the day, or of the two days in any order.

    Returns:
        The earlier day, None in the mode of one day, and the later one.
    """
    figures = cached.figures()
    first, last = figures.first_day, figures.latest_day
    chosen = pickers.day(words, first, last)
    if shown == STATE:
        return None, chosen
    earlier = last - timedelta(days=map_choices.DAYS_BETWEEN)
    other = pickers.other_day(words, first, last, earlier)
    return min(chosen, other), max(chosen, other)
