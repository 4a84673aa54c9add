"""What to know before quoting a figure: each caveat with the figure that shows its size."""

import streamlit as st

from pokrovsk_front.model.gains import monthly_gains
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached


def before_you_quote(words: Wording) -> None:
    """Show the three caveats."""
    _ = words.gettext
    st.subheader(_("Before you quote"), anchor="before_you_quote")
    map_date, grey_zone, distance = st.columns(3)
    map_date.markdown(
        _(
            "**A map's date is the day it was published.** Some sectors are held back on request "
            "and lags of weeks have been reported, so a gain may have happened earlier than the "
            "map says."
        )
    )
    grey_zone.markdown(_grey_zone(words))
    distance.markdown(_distance(words))


def _grey_zone(words: Wording) -> str:
    daily = cached.table("daily_area")
    known = daily.dropna(subset=["grey_zone_km2"])
    last = known.iloc[-1]
    day = last["as_of_date"].date()
    year = Window(day.replace(month=1, day=1), day)
    usual = float(monthly_gains(daily, year)["net_km2"].mean())
    return words.gettext(
        "**The grey zone is in no figure here.** On {day}, the last day it is known, land of "
        "unknown status was {area}: as much as {months} average months of net gain in {year}."
    ).format(
        day=words.day(day),
        area=words.area(float(last["grey_zone_km2"])),
        months=words.number(float(last["grey_zone_km2"]) / usual, 1),
        year=day.year,
    )


def _distance(words: Wording) -> str:
    check = cached.article_checks()["distance_pokrovsk_avdiivka"]
    return words.gettext(
        "**The article's “{printed}” from Pokrovsk to Avdiivka is {ours} between the two "
        "centres**, measured over the ellipsoid. A road is never shorter."
    ).format(
        printed=words.printed(check.printed_value, check.unit),
        ours=words.distance(check.our_value, 1),
    )
