"""Shares of named areas, and gains by oblast.

Occupied land is that of the table `daily_area_by_oblast`: each map cut exactly at the oblast
borders, the grey zone left out. Land that falls in no oblast (the map reaches a little beyond the
borders and the coast) is in none of its rows, so that oblasts add up to less than the occupied
total; `in_no_oblast_km2` of `daily_area` is the rest. What this module refuses: a share without a
denominator of its own name, a share of nothing, and a guess for an oblast or a day that the table
does not have.

Two denominators of an oblast differ. A listed area (`reference_areas`) is the one that is
quoted; that of Kherson oblast takes in bays and lagoons, so the oblast reads about four points
lower by it than in the shares that DeepState prints. The measured land of the oblast
(`oblast_land_km2`) agrees with those shares within a point, so it is what `oblast_share` takes
unless it is given another area.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd

from pokrovsk_front.model.messages import N_, Message
from pokrovsk_front.model.readings import standing_on
from pokrovsk_front.model.windows import Window, WindowError

CLAIMED_REGIONS = frozenset({"UA-09", "UA-14", "UA-23", "UA-65"})
"""Luhansk, Donetsk, Zaporizhzhia and Kherson oblasts, claimed by Russia since September 2022."""

OBLAST_NAMES: dict[str, str] = {
    "UA-05": N_("Vinnytsia oblast"),
    "UA-07": N_("Volyn oblast"),
    "UA-09": N_("Luhansk oblast"),
    "UA-12": N_("Dnipropetrovsk oblast"),
    "UA-14": N_("Donetsk oblast"),
    "UA-18": N_("Zhytomyr oblast"),
    "UA-21": N_("Zakarpattia oblast"),
    "UA-23": N_("Zaporizhzhia oblast"),
    "UA-26": N_("Ivano-Frankivsk oblast"),
    "UA-30": N_("Kyiv"),
    "UA-32": N_("Kyiv oblast"),
    "UA-35": N_("Kirovohrad oblast"),
    "UA-40": N_("Sevastopol"),
    "UA-43": N_("Crimea"),
    "UA-46": N_("Lviv oblast"),
    "UA-48": N_("Mykolaiv oblast"),
    "UA-51": N_("Odesa oblast"),
    "UA-53": N_("Poltava oblast"),
    "UA-56": N_("Rivne oblast"),
    "UA-59": N_("Sumy oblast"),
    "UA-61": N_("Ternopil oblast"),
    "UA-63": N_("Kharkiv oblast"),
    "UA-65": N_("Kherson oblast"),
    "UA-68": N_("Khmelnytskyi oblast"),
    "UA-71": N_("Cherkasy oblast"),
    "UA-74": N_("Chernihiv oblast"),
    "UA-77": N_("Chernivtsi oblast"),
}
"""Ukrainian official English by ISO 3166-2, marked for translation."""


class ShareError(WindowError):
    """A share that cannot be taken; the message is one sentence for a reader."""


class Area(Protocol):
    """Protocol of an area that a share is taken of, such as a row of `reference_areas`."""

    @property
    def area_id(self) -> str:
        """Stable name."""

    @property
    def name(self) -> str:
        """Name as a reader should see it."""

    @property
    def area_km2(self) -> float:
        """Size in km2."""


@dataclass(frozen=True, slots=True)
class Denominator:
    """The area that a share is taken of.

    Attributes:
        area_id: Key of `reference_areas`, or `land_` and the oblast for land measured here.
        name: Name for a reader, in English.
        area_km2: Size in km2.
    """

    area_id: str
    name: str
    area_km2: float


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a named area.

    Attributes:
        part_km2: The part, in km2; negative for a loss.
        denominator: What it is a part of.
        as_of_date: Day of the latest map behind the part.
    """

    part_km2: float
    denominator: Denominator
    as_of_date: date

    @property
    def share_pct(self) -> float:
        """The part in percent of the denominator, 0 to 100; it is not capped."""
        return self.part_km2 / self.denominator.area_km2 * 100


@dataclass(frozen=True, slots=True)
class OblastGain:
    """The occupied land of one oblast on the two maps of a window, in km2.

    Attributes:
        oblast_iso: ISO 3166-2 code.
        opening_km2: Occupied on the opening map.
        closing_km2: Occupied on the closing map.
        land_km2: Land within the oblast's border, measured here.
    """

    oblast_iso: str
    opening_km2: float
    closing_km2: float
    land_km2: float

    @property
    def net_km2(self) -> float:
        """Net change over the window, in km2; negative when it shrank."""
        return self.closing_km2 - self.opening_km2

    @property
    def net_pct(self) -> float:
        """Net change in percent of the oblast's land."""
        return self.net_km2 / self.land_km2 * 100

    @property
    def closing_pct(self) -> float:
        """How much of the oblast's land is occupied on the closing map, in percent."""
        return self.closing_km2 / self.land_km2 * 100


@dataclass(frozen=True, slots=True)
class GainByOblast:
    """The net gain over a window, oblast by oblast.

    Attributes:
        window: The days that count.
        opening_as_of_date: Day of the map that opens the window.
        closing_as_of_date: Day of the map that closes it.
        oblasts: Every oblast that had occupied land on some map, by ISO code.
    """

    window: Window
    opening_as_of_date: date
    closing_as_of_date: date
    oblasts: tuple[OblastGain, ...]

    @property
    def net_km2(self) -> float:
        """Net change of all oblasts, in km2."""
        return sum(each.net_km2 for each in self.oblasts)

    @property
    def closing_km2(self) -> float:
        """Occupied land of all oblasts on the closing map, in km2."""
        return sum(each.closing_km2 for each in self.oblasts)

    @property
    def claimed_regions_km2(self) -> float:
        """Net change inside the four claimed regions, in km2."""
        return sum(each.net_km2 for each in self.oblasts if each.oblast_iso in CLAIMED_REGIONS)

    @property
    def elsewhere_km2(self) -> float:
        """Net change outside the four claimed regions, in km2; Crimea is outside them."""
        return sum(each.net_km2 for each in self.oblasts if each.oblast_iso not in CLAIMED_REGIONS)


def share_of(part_km2: float, area: Area, as_of_date: date) -> Share:
    """Take a share of a named area.

    Args:
        part_km2: An occupied area or a gain, in km2.
        area: What it is a part of.
        as_of_date: Day of the latest map behind the part.

    Raises:
        ShareError: The area has no size.

    Examples:
        >>> ukraine = Denominator("ukraine", "Ukraine", 603_628)
        >>> round(share_of(3386, ukraine, date(2025, 10, 31)).share_pct, 2)
        0.56
    """
    if not area.area_km2 > 0:
        raise ShareError(N_("{area} has no size of which a share could be taken."), area=area.name)
    return Share(part_km2, Denominator(area.area_id, area.name, area.area_km2), as_of_date)


def _state_on(
    by_oblast: pd.DataFrame, day: date, opens: Window | None = None
) -> tuple[date, pd.DataFrame]:
    """Give the day of the map that stands for a day, and its oblasts, by `oblast_iso`.

    The rows of the table ascend by day.
    """
    days = by_oblast["as_of_date"].to_numpy(dtype="datetime64[D]")
    as_of_date = days[standing_on(days, day, opens=opens)]
    first, end = np.searchsorted(days, [as_of_date, as_of_date + 1])
    rows = by_oblast.iloc[first:end].set_index("oblast_iso").sort_index()
    return as_of_date.astype(date), rows


def claimed_regions_share(by_oblast: pd.DataFrame, day: date, claimed_regions: Area) -> Share:
    """Measure the share of the four claimed regions that is occupied.

    It does not say what Russia claims elsewhere: Crimea is in neither part nor denominator.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        day: The Kyiv day that is asked for; the nearest earlier map may stand for it.
        claimed_regions: The denominator; it must leave Crimea out.

    Raises:
        ArchiveGapError: No map stands for the day.
        ShareError: The denominator has no size.
    """
    as_of_date, rows = _state_on(by_oblast, day)
    occupied = rows.loc[rows.index.isin(CLAIMED_REGIONS), "occupied_km2"]
    return share_of(float(occupied.sum()), claimed_regions, as_of_date)


def oblast_share(
    by_oblast: pd.DataFrame, oblast_iso: str, day: date, area: Area | None = None
) -> Share:
    """Measure the share of an oblast that is occupied.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        oblast_iso: ISO 3166-2 code of the oblast.
        day: The Kyiv day that is asked for; the nearest earlier map may stand for it.
        area: The denominator; without one, the oblast's measured land.

    Raises:
        ArchiveGapError: No map stands for the day.
        ShareError: No land of the oblast was occupied on any map, so that the table does not
            have it, or the denominator has no size.
    """
    as_of_date, rows = _state_on(by_oblast, day)
    name = OBLAST_NAMES.get(oblast_iso, oblast_iso)
    if oblast_iso not in rows.index:
        raise ShareError(N_("No map shows occupied land in {oblast}."), oblast=Message(name))
    land = Denominator(
        area_id="land_" + oblast_iso.lower().replace("-", "_"),
        name=f"{name}: land within its border, measured here",
        area_km2=float(rows["oblast_land_km2"][oblast_iso]),
    )
    occupied_km2 = float(rows["occupied_km2"][oblast_iso])
    return share_of(occupied_km2, area or land, as_of_date)


def gain_by_oblast(by_oblast: pd.DataFrame, window: Window) -> GainByOblast:
    """Measure the net gain over a window in each oblast.

    As in `gains.net_gain`, the opening state is the map standing on the eve of the first day,
    so windows that follow each other add up; so do the oblasts, with the change of the land in
    none, to the net gain of the whole within a tenth of a km2. It does not see land that an
    oblast lost and regained inside the window.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        window: The days that count, both ends included.

    Raises:
        ArchiveGapError: A boundary of the window is outside the archive or in a gap.
    """
    (opened, opening), (closed, closing) = (
        _state_on(by_oblast, window.eve, opens=window),
        _state_on(by_oblast, window.last_day),
    )
    land_km2 = closing["oblast_land_km2"].combine_first(opening["oblast_land_km2"])
    states = [opening["occupied_km2"], closing["occupied_km2"]]
    both = pd.concat(states, axis="columns", keys=["opening", "closing"]).fillna(0.0).sort_index()
    return GainByOblast(
        window=window,
        opening_as_of_date=opened,
        closing_as_of_date=closed,
        oblasts=tuple(
            OblastGain(str(iso), float(before_km2), float(after_km2), float(land_km2[iso]))
            for iso, before_km2, after_km2 in both.itertuples()
        ),
    )


def cumulative_by_oblast(by_oblast: pd.DataFrame, gain: GainByOblast) -> pd.DataFrame:
    """Calculate the cumulative net gain of each oblast since the eve of the window.

    Days without a map are absent; nothing is interpolated.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        gain: The window as `gain_by_oblast` measured it.

    Returns:
        One row a map in the window, by `as_of_date` of the map, and one column an oblast, by
        `oblast_iso`: its net gain in km2 since the opening state. A first row, dated on the eve,
        is the opening state itself.
    """
    eve = pd.Timestamp(gain.window.eve)
    opening_km2 = pd.Series({each.oblast_iso: each.opening_km2 for each in gain.oblasts})
    days = by_oblast["as_of_date"]
    inside = by_oblast[(days > eve) & (days <= pd.Timestamp(gain.window.last_day))]
    # Unlike a pivot_table, a pivot refuses an oblast that a day has twice.
    states_km2 = inside.pivot(  # noqa: PD010
        index="as_of_date", columns="oblast_iso", values="occupied_km2"
    )
    states_km2 = states_km2.reindex(columns=opening_km2.index)
    states_km2.loc[eve] = opening_km2
    return states_km2.sort_index() - opening_km2


def shares_against_published(by_oblast: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Compare the shares of oblasts that DeepState published with ours.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        published: The table `published_territory`. A share printed for a day is that of the map at
            the end of the day before, as the totals printed with it are.

    Returns:
        `oblast_iso`, `as_of_date` of our map, `land_km2`, `our_pct`, `printed_pct`, the largest
        printed share first.

    Raises:
        ArchiveGapError: No map stands for a day.
    """
    printed = published[published["measure"] == "share_of_oblast_pct"]
    rows = []
    for iso, day, printed_pct in zip(
        printed["oblast_iso"], printed["period_end_date"], printed["value"], strict=True
    ):
        share = oblast_share(by_oblast, str(iso), (day - pd.Timedelta(days=1)).date())
        rows.append(
            {
                "oblast_iso": str(iso),
                "as_of_date": pd.Timestamp(share.as_of_date),
                "land_km2": share.denominator.area_km2,
                "our_pct": share.share_pct,
                "printed_pct": float(printed_pct),
            }
        )
    return pd.DataFrame(rows).sort_values("printed_pct", ascending=False, ignore_index=True)
