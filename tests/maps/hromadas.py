"""Maps of the hromadas of Donetsk oblast for tests, from the committed figures."""

from datetime import date

import pydeck as pdk

from pokrovsk_front.maps.hromadas import (
    Background,
    hromadas_change_figure,
    hromadas_figure,
    oblast_view,
)
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.hromadas_text import printed_share
from tests.maps.pictures import context

DONETSK = "UA-14"


def hromadas_of(
    day: date, against: date | None = None, locale: str = "en", scheme: Scheme = "light"
) -> Figure[pdk.Deck]:
    """Draw the hromadas on a day, or what changed since another one."""
    here = context(locale)
    library, shares = here.library, here.library.place_shares
    view = oblast_view(library.oblast_rings[DONETSK])
    background = Background(
        names=library.in_language(locale).area_names,
        setting=here.setting(scheme, view),
        source_ids=library.archive_source_ids,
    )
    later = shares.oblast_on(DONETSK, day)
    if against is None:
        printed = printed_share(library.published_shares, DONETSK)
        return hromadas_figure(later, printed, background)
    changes = shares.hromadas_between(DONETSK, against, day)
    return hromadas_change_figure(shares.oblast_on(DONETSK, against), later, changes, background)
