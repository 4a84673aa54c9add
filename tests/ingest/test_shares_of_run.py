"""Shares of areas in whole runs on the made-up archive, against the boxes it is made of."""

from pathlib import Path

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import read_table
from tests.ingest.made_up import (
    DONBAS,
    FRONT_BY_DAY,
    HROMADAS,
    MAPS,
    TOWN,
    Box,
    box_km2,
    merged_map,
    merged_name,
    raw_map,
    read_name,
    run_ingest,
    write_archive,
)
from tests.ingest.test_run import table

pytestmark = pytest.mark.whole

POKROVSK = "outline_pokrovsk"
GREY_IN_TOWN: Box = (36.54, 48.22, 36.55, 48.28)


def shares(out: Path, area_id: str) -> pd.DataFrame:
    rows = table(out, "place_share")
    return rows[rows["area_id"] == area_id].set_index("as_of_date")


def in_town(west: float) -> float:
    """What lies in the town of land that begins at a meridian, in km2."""
    return box_km2((max(west, TOWN[0]), TOWN[1], TOWN[2], TOWN[3]))


def test_the_areas_are_those_of_the_gazetteer_that_the_files_have(first_run: Path) -> None:
    areas = table(first_run, "areas").set_index("area_id")
    assert areas.index.is_monotonic_increasing
    drawn = areas[areas["measure"] != "within_5_km"]
    assert drawn.index.tolist() == [
        *sorted(f"hromada_{katottg}" for katottg in HROMADAS),
        *("outline_izium", "outline_osm_2383892", POKROVSK),
    ]
    assert areas["measure"].eq("within_5_km").sum() == len(read_table("places"))
    assert areas.loc[POKROVSK, "area_km2"] == pytest.approx(box_km2(TOWN), abs=0.001)
    assert areas.loc["outline_izium", "kind"] == "residential_land"
    # The centre of Pokrovsk, 48.28 N 37.18 E, lies in the northern hromada.
    assert areas.loc[POKROVSK, "katottg"] == "UA14160150000038750"


def test_the_share_of_a_town_is_that_of_the_boxes(first_run: Path) -> None:
    rows = shares(first_run, POKROVSK)
    expected = {day: in_town(west) for day, west in FRONT_BY_DAY.items()}
    assert [f"{day:%Y-%m-%d}" for day in rows.index] == list(expected)
    assert rows["occupied_km2"].tolist() == pytest.approx(list(expected.values()), abs=0.001)
    assert rows["grey_zone_km2"].eq(0).all()
    # The front never comes near the other town: its opening state is all there is to tell.
    far = shares(first_run, "outline_osm_2383892")
    assert far[["occupied_km2", "grey_zone_km2"]].to_numpy().tolist() == [[0.0, 0.0]]
    assert far.index[0] == rows.index[0]


def test_the_hromadas_of_an_oblast_add_up_to_it(first_run: Path) -> None:
    by_oblast = table(first_run, "daily_area_by_oblast")
    east = by_oblast[by_oblast["oblast_iso"] == "UA-14"].set_index("as_of_date")["occupied_km2"]
    by_day = pd.DataFrame(
        {key: shares(first_run, f"hromada_{key}")["occupied_km2"] for key in HROMADAS}
    )
    summed = by_day.reindex(east.index).ffill().sum(axis="columns")
    assert summed.tolist() == pytest.approx(east.tolist(), rel=0.0001)
    assert summed.min() > box_km2(DONBAS)


def test_a_grey_zone_in_a_town_counts_and_is_unknown_on_a_map_without_classes(
    boundaries: Path, tmp_path: Path
) -> None:
    maps = MAPS | {
        read_name(6): raw_map(36.57, grey=GREY_IN_TOWN),
        merged_name(8): merged_map(36.54),
    }
    archives = write_archive(tmp_path / "archives", maps)
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    rows = shares(tmp_path / "out", POKROVSK)
    last, own = rows.iloc[-1], rows.iloc[-2]
    assert own["grey_zone_km2"] == pytest.approx(box_km2(GREY_IN_TOWN), abs=0.001)
    assert last["occupied_km2"] == pytest.approx(in_town(36.54), abs=0.001)
    assert pd.isna(last["grey_zone_km2"])


def test_boundaries_without_hromadas_or_towns_are_refused_in_one_sentence(
    boundaries: Path, tmp_path: Path
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    for missing in ("hromadas", "towns_donetsk_luhansk", "towns_elsewhere"):
        lacking = tmp_path / missing
        lacking.mkdir()
        for path in boundaries.glob("*.geojson"):
            if path.stem != missing:
                (lacking / path.name).write_bytes(path.read_bytes())
        result = run_ingest(archives, lacking, tmp_path / "out")
        assert result.exit_code == 2
        assert f"The file {missing}.geojson of the base map is missing" in result.output
        assert not (tmp_path / "out" / "data" / "derived").exists()
