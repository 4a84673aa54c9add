"""The two windows of the chart by oblast, and which oblasts have a panel."""

from dataclasses import dataclass

import pandas as pd

from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.gains import Gain
from pokrovsk_front.model.shares import (
    GainByOblast,
    OblastGain,
    cumulative_by_oblast,
    gain_by_oblast,
)
from pokrovsk_front.model.wording import Wording

MIN_CHANGE_KM2 = 1.0
"""An oblast with a smaller change in both windows has no panel."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two windows: gains, curves and style."""

    gain: GainByOblast
    whole: Gain
    curves: pd.DataFrame
    days: list[str]
    name: str
    colour: str
    dash: str
    sample: str
    width: float

    @property
    def in_no_oblast_km2(self) -> float:
        """Occupied land of the closing map that lies in no oblast, in km2."""
        return self.whole.closing.occupied_total_km2 - self.gain.closing_km2

    def net_km2(self, oblast_iso: str) -> float:
        """Net gain of an oblast, in km2; 0 where it never changed."""
        nets = (each.net_km2 for each in self.gain.oblasts if each.oblast_iso == oblast_iso)
        return next(nets, 0.0)

    def parts(self, shown: list[str]) -> list[OblastGain]:
        """Give the gains of the oblasts shown, in their order."""
        by_iso = {each.oblast_iso: each for each in self.gain.oblasts}
        return [by_iso[iso] for iso in shown]


def make_sides(
    frame: pd.DataFrame, comparison: Comparison, words: Wording, scheme: Scheme
) -> tuple[Side, Side]:
    """Measure both windows by oblast; the earlier one first."""
    windows = comparison.earlier.window, comparison.later.window
    names = words.short_names(*windows)
    gains = [gain_by_oblast(frame, window) for window in windows]
    curves = [cumulative_by_oblast(frame, gain) for gain in gains]
    colours = COLOURS[scheme]
    looks = ((colours["earlier"], "dash", "╍╍", 2), (colours["later"], "solid", "━━", 3))
    earlier, later = (
        Side(gain, whole, curve, [words.short_day(day.date()) for day in curve.index], name, *look)
        for gain, whole, curve, name, look in zip(
            gains, comparison.gains, curves, names, looks, strict=True
        )
    )
    return earlier, later


def oblasts_shown(sides: tuple[Side, Side]) -> list[str]:
    """List the oblasts that moved, the one with the largest net change first."""
    most = pd.concat([side.curves.abs().max() for side in sides]).groupby(level=0).max()
    shown = most.index[most >= MIN_CHANGE_KM2]
    return sorted(
        shown, key=lambda iso: (-max(abs(side.net_km2(iso)) for side in sides), -most[iso], iso)
    )
