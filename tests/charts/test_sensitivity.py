"""The chart of definitions tells choices of method from windows that are moved."""

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.sensitivity import archive_variants, sensitivity
from pokrovsk_front.model.windows import months_of_year
from pokrovsk_front.model.wording import Wording


def test_the_spread_of_definitions_stands_apart_from_that_of_moved_windows() -> None:
    daily = read_table("daily_area")
    pair = months_of_year(2024, 10), months_of_year(2025, 10)
    variants = archive_variants(daily, read_table("daily_area_by_oblast"))
    figure = definitions(
        compare(daily, *pair),
        sensitivity(daily, variants, *pair),
        words=Wording(),
        scheme="light",
        source_ids=("maps",),
    )
    assert figure.headline.endswith(
        "same direction: +45% to +63%, and with other days +47% to +70%"
    )
    assert "By definition the growth is +45% to +63%; with both windows moved by up to 7 days" in (
        figure.long_text
    )
    assert "it is +47% to +70%." in figure.long_text
    # 111,828.4 and 729.4 km2 on the eve, 115,214.8 and 1,301.3 km2 on the last day.
    assert "from 112,558 km² on 31 Dec 2024 (729 km² of it grey) to 116,516 km²" in figure.long_text
