"""Claims of the article and their checks: difference and verdict.

A verdict is about the printed words and numbers: whether a calculation on `data/` or a second
source gives the same. It says nothing about what happened on the ground, and no verdict is
typed: `verdict_of` finds it from the numbers of the row. docs/claims.md has the rule in words.
"""

import math
from dataclasses import dataclass
from datetime import date

CONFIRMED = "confirmed"
CONSISTENT = "consistent"
APPROXIMATE = "approximate"
CONTRADICTED = "contradicted"
UNVERIFIABLE = "unverifiable"
SAID, IS_SO = "said", "is_so"
"""What a verdict is about: that somebody said it, or that it is so."""

VERDICTS = (CONFIRMED, CONSISTENT, APPROXIMATE, CONTRADICTED, UNVERIFIABLE)
"""From the strongest support to none; the last is no result at all."""

NEAR = 2
"""A difference of up to this many tolerances is still approximate."""

UNKNOWN = math.nan

_READINGS = {
    "agrees": CONSISTENT,
    "agrees_in_part": APPROXIMATE,
    "disagrees": CONTRADICTED,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the article and how it is checked, without the outcome.

    Attributes:
        claim_id: Key, such as `gain_2025`.
        topic: Such as `territory`.
        label: Short name as a reader should see it.
        claim: What the article says, in the project's words.
        attributed_to: Whom the article names for it, or the article itself.
        measure: A measure of `measures.check`, or `second_source`.
        printed_value: The number, in `unit`; NaN where the words state none. A date is the
            number of `date_number`, a month that of `month_number`.
        is_number_printed: False where `printed_value` is how the words are read.
        relation: `equal`, `more_than` or `less_than`: how the value has to stand to it.
        unit: Such as `km2`; empty where there is no number.
        judged: `said` or `is_so`: what the verdict is about.
        tolerance: Largest difference that still counts as the same, in `unit`; NaN without one.
        is_whole: False where the number covers only a part of the claim, or stands in for it.
        first_date: First day of the window, or the day the measure speaks of.
        last_date: Last day of the window, included.
        baseline_first_date: First day compared with.
        baseline_last_date: Last day compared with.
        shifted_months: By how many months both windows can be moved on with the same right; None
            where the words leave nothing open.
        area_id: Denominator, or the regions that are looked at.
        from_place_id: The place that the measure starts from or is about.
        to_place_id: Where a distance ends.
        place_ids: The places that are looked at.
        radius_km: How far around the place; NaN where it does not matter.
        definition: What is compared with what, and why the tolerance is what it is.
        second_name: The second source; empty where there is none.
        second_url: Where it can be read.
        second_published_date: Its day, where it is known.
        second_value: The number it gives, as `printed_value`; NaN without one, or where
            `second_count_id` gives it.
        second_count_id: The number of people in `population` that is the second source's value.
        second_reading: `agrees`, `agrees_in_part` or `disagrees`; None where it settles nothing.
        second_is_independent: Whether the second source has it from somebody else than the
            article.
        source_id: Who printed the claim.
        as_of_date: Last day the claim speaks of.
        note: What to know before quoting; may be empty.
    """

    claim_id: str
    topic: str
    label: str
    claim: str
    attributed_to: str
    measure: str
    printed_value: float
    is_number_printed: bool
    relation: str
    unit: str
    judged: str
    tolerance: float
    is_whole: bool
    first_date: date | None
    last_date: date | None
    baseline_first_date: date | None
    baseline_last_date: date | None
    shifted_months: int | None
    area_id: str | None
    from_place_id: str | None
    to_place_id: str | None
    place_ids: tuple[str, ...]
    radius_km: float
    definition: str
    second_name: str
    second_url: str
    second_published_date: date | None
    second_value: float
    second_count_id: str | None
    second_reading: str | None
    second_is_independent: bool
    source_id: str
    as_of_date: date
    note: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A number behind a result, with its subject and day."""

    subject_id: str
    value: float
    unit: str
    as_of_date: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of a check: published number, ours, second source; NaN where unknown.

    Attributes:
        claim_id: Key of the claim.
        unit: Unit of the values.
        printed_value: The printed number.
        our_value: The number calculated here.
        tolerance: Largest gap that counts as the same.
        relation: How a value has to stand to the printed one.
        is_whole: Whether our number covers the whole claim.
        second_value: The number of the second source.
        second_reading: What the second source says, if it gives no number.
        is_calculated: Whether anything is calculated here.
        details: The numbers behind ours.
        inferred_days: Those of the maps behind our number that are dated within one day.
        judged: `said` or `is_so`.
        second_is_independent: Whether the second source has it from somebody else.
        error: How far our number may be off, in `unit`; 0 where that is not known.
        other_value: The number that the words fit as well; NaN where they leave nothing open.
        is_of_maps: Whether our number rests on the map that the article itself cites.
    """

    claim_id: str
    unit: str
    printed_value: float
    our_value: float
    tolerance: float
    relation: str = "equal"
    is_whole: bool = True
    second_value: float = UNKNOWN
    second_reading: str | None = None
    is_calculated: bool = True
    details: tuple[Detail, ...] = ()
    inferred_days: tuple[date, ...] = ()
    judged: str = IS_SO
    second_is_independent: bool = True
    error: float = 0.0
    other_value: float = UNKNOWN
    is_of_maps: bool = False

    @property
    def difference(self) -> float:
        """Ours less the printed one, in the claim's unit (points for percentages)."""
        return self.our_value - self.printed_value

    @property
    def is_within_error(self) -> bool:
        """Whether our number is nearer to a limit than it can be told from it."""
        is_limit = self.relation != "equal"
        return is_limit and self.error > 0 and abs(self.difference) <= self.error

    @property
    def is_left_open(self) -> bool:
        """Whether the words fit another number as well, and that leads to another verdict."""
        if math.isnan(self.other_value):
            return False
        ours, other = (
            _by_gap(gap(value, self.printed_value, self.relation), self.tolerance, CONSISTENT)
            for value in (self.our_value, self.other_value)
        )
        return ours != other

    @property
    def is_measured(self) -> bool:
        """Whether the verdict rests on a number calculated here."""
        has_number = self.is_calculated and not math.isnan(self.printed_value)
        return has_number and not self.is_within_error and not self.is_left_open

    @property
    def second_counts(self) -> bool:
        """Whether the second source can tell: that it was said, or, independent, that it is so."""
        return self.judged == SAID or self.second_is_independent

    @property
    def verdict(self) -> str:
        """The verdict, by `verdict_of`."""
        has_second = self.second_counts and not math.isnan(self.second_value)
        return verdict_of(
            gap(self.our_value, self.printed_value, self.relation) if self.is_measured else None,
            gap(self.second_value, self.printed_value, self.relation) if has_second else None,
            self.tolerance,
            is_whole=self.is_whole,
            second_reading=self.second_reading if self.second_counts else None,
        )


def gap(value: float, printed: float, relation: str) -> float:
    """Measure by how much a value misses the published one; 0 where it does not.

    Args:
        value: The value that is checked.
        printed: The printed number.
        relation: `equal`, `more_than` or `less_than`.

    >>> gap(314, 300, "more_than"), gap(290, 300, "more_than"), gap(45, 30, "equal")
    (0.0, 10.0, 15.0)
    """
    miss = value - printed
    match relation:
        case "more_than":
            return float(-miss if miss < 0 else abs(miss) * 0)
        case "less_than":
            return float(miss if miss > 0 else abs(miss) * 0)
    return float(abs(miss))


def verdict_of(
    our_gap: float | None,
    second_gap: float | None,
    tolerance: float,
    *,
    is_whole: bool = True,
    second_reading: str | None = None,
) -> str:
    """Find the verdict of a claim: the one rule for all of them.

    1. A number calculated here decides first: within the tolerance it confirms the claim,
       within twice the tolerance it is approximate, beyond it contradicts. Where it covers only
       a part of the claim, or stands in for it, it can be no more than consistent.
    2. Without one the second source decides, as it cannot be recalculated here: its number
       within the tolerance is consistent, within twice that approximate, beyond it contradicts;
       without a number, whether it says the same, the same in part, or otherwise.
    3. Where a number decided and the second source agrees only in part, or not, the weaker of
       the two stands.
    4. With neither, the claim is unverifiable.

    What may decide is found before, by `Check`: a number nearer to a limit than its own error,
    or one of two that the words fit and that lead to different verdicts, decides nothing; nor
    does a second source that has it from the same speaker, unless the verdict is about his
    having said it.

    Args:
        our_gap: How far our number misses, or None without one that decides; an unknown one
            (NaN) confirms nothing.
        second_gap: How far the second source's number misses, or None without one that counts.
        tolerance: Largest gap that counts as the same.
        is_whole: Whether our number covers the whole claim.
        second_reading: `agrees`, `agrees_in_part`, `disagrees`, or None.

    Returns:
        One of `VERDICTS`.

    >>> verdict_of(0.3, None, 2.0), verdict_of(3.0, None, 2.0), verdict_of(15.3, None, 5.0)
    ('confirmed', 'approximate', 'contradicted')
    >>> verdict_of(None, 0.0, 0.0), verdict_of(None, None, 0.0)
    ('consistent', 'unverifiable')
    """
    said = _READINGS[second_reading] if second_reading else None
    if our_gap is not None:
        ours = _by_gap(our_gap, tolerance, CONFIRMED if is_whole else CONSISTENT)
        return ours if said is None or said == CONSISTENT else _weaker(ours, said)
    if second_gap is not None:
        second = _by_gap(second_gap, tolerance, CONSISTENT)
        return second if said is None else _weaker(second, said)
    return said or UNVERIFIABLE


def _by_gap(miss: float, tolerance: float, best: str) -> str:
    if miss <= tolerance:
        return best
    return APPROXIMATE if miss <= NEAR * tolerance else CONTRADICTED


def _weaker(first: str, second: str) -> str:
    return max(first, second, key=VERDICTS.index)


def date_number(day: date) -> float:
    """Encode a day as a number, so that differences are in days."""
    return float(day.toordinal())


def month_number(day: date) -> float:
    """Encode a month as a number, so that differences are in months.

    >>> month_number(date(2025, 1, 31)) - month_number(date(2024, 12, 1))
    1.0
    """
    return float(day.year * 12 + day.month - 1)


def day_of_number(value: float, unit: str) -> date:
    """Decode a number of the unit `date` or `month`.

    >>> day_of_number(month_number(date(2024, 2, 17)), "month")
    datetime.date(2024, 2, 1)
    """
    if unit == "month":
        return date(int(value) // 12, int(value) % 12 + 1, 1)
    return date.fromordinal(int(value))


def plain(value: float, unit: str) -> float | int | str | None:
    """Convert a number for JSON: days and months as ISO text, NaN as None.

    >>> plain(date_number(date(2024, 1, 2)), "date"), plain(2194.0, "km2")
    ('2024-01-02', 2194)
    """
    if math.isnan(value):
        return None
    if unit in {"date", "month"}:
        return day_of_number(value, unit).isoformat()[: 7 if unit == "month" else 10]
    return int(value) if value.is_integer() else round(value, 3)
