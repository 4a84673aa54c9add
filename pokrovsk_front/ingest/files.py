"""Output files of an ingest run, built as bytes; `catalog.atomic_replace` writes them.

Files for the browser carry no date and no path, so the same input gives the same bytes.
"""

import io
import json
import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pokrovsk_front.catalog.atomic_replace import WATCHED
from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.catalog.version import version_of
from pokrovsk_front.ingest import near
from pokrovsk_front.ingest.base_map.detail import DETAIL_LAYERS
from pokrovsk_front.ingest.base_map.dissolve import Remember, dissolve, with_edge, without_cells
from pokrovsk_front.ingest.base_map.features import FeatureCollection
from pokrovsk_front.ingest.city_distances import city_distances
from pokrovsk_front.ingest.day_table import day_table
from pokrovsk_front.ingest.encoding import as_json, version
from pokrovsk_front.ingest.tables import Derived
from pokrovsk_front.model import cells as grid_model
from pokrovsk_front.model.changes import transitions
from pokrovsk_front.model.headlines import headlines

ERAS: dict[str, tuple[date | None, date | None]] = {
    "early": (None, grid_model.RECENT_ERA_FIRST_DAY),
    "recent": (grid_model.RECENT_ERA_FIRST_DAY, None),
}
"""Ranges of days that a browser loads separately; None is an end of the archive."""

METHOD_FILE = "method.json"
"""Fingerprint of the method of the derived tables, and the land of each oblast in km2."""

CLOSE_GAPS_UP_TO = 40
"""Maximum hole in cells, never occupied, that is closed in always-occupied land."""

STYLE_VERSION = re.compile(r"app/static/(?P<name>[\w.-]+)\?v=\w+")


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _parquet(frame: pd.DataFrame) -> bytes:
    stored = dict.fromkeys(("cell", "oblast_iso", "place_id", "area_id"), pa.string())
    stored["as_of_date"] = pa.date32()
    schema = pa.schema([(name, stored.get(name, pa.float64())) for name in frame.columns])
    buffer = io.BytesIO()
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    pq.write_table(table.replace_schema_metadata(None), buffer, compression="zstd")
    return buffer.getvalue()


def _rows_json(rows: pd.DataFrame) -> bytes:
    """Encode rows of a cell `h` and of integers as `as_json` would, far faster."""
    names = sorted(rows.columns)
    row = ",".join(f'"{name}":"%s"' if name == "h" else f'"{name}":%d' for name in names)
    columns = [rows[name].to_numpy(dtype=object if name == "h" else int).tolist() for name in names]
    body = ",".join([f"{{{row}}}" % each for each in zip(*columns, strict=True)])
    return f"[{body}]\n".encode()


def _era_files(
    name: str,
    spans: pd.DataFrame,
    era: tuple[date, date | None],
    before_2022: set[str],
    known: frozenset[str],
    remember: Remember,
) -> dict[str, bytes]:
    """Build the files of one era: always-occupied land, and the intervals of all other cells."""
    always = grid_model.always_occupied(spans, *era)
    changing = spans[_in_era(spans, *era) & ~always]
    since = dissolve(
        _cells(spans[always]) - before_2022,
        close_gaps_up_to=CLOSE_GAPS_UP_TO,
        keep_open=known,
        remember=remember,
    )
    return {
        f"always_occupied_{name}.geojson": as_json(since),
        f"cells_{name}.json": _rows_json(changing.set_axis(list("hftp"), axis="columns")),
    }


def _cells(rows: pd.DataFrame) -> set[str]:
    return set(rows["cell"].to_numpy(dtype=object).tolist())


def change_files(spans: pd.DataFrame, first_day: date) -> dict[str, bytes]:
    """Build the files of changes between two days: pairs of intervals (`transitions`).

    A row has the cell `h`, its first stretch from `a` to before `b` and its second from `c` to
    before `d`. `recent` holds every pair for two days of the recent era, `all` for any two days
    of the archive; a pair whose first stretch ends before those days begin is left out.

    Args:
        spans: The table of `model.cells.intervals`.
        first_day: The first day of the archive.

    Returns:
        JSON by file name.
    """
    since = {
        "recent": max(grid_model.RECENT_ERA_FIRST_DAY, first_day),
        "all": first_day,
    }
    drawn = {}
    for kind, pairs in zip(("gained", "regained"), transitions(spans), strict=True):
        for name, day in since.items():
            chosen = pairs[pairs["first_to_day"] > grid_model.day_number(day)]
            chosen = chosen.set_axis(list("habcd"), axis="columns")
            drawn[f"{kind}_{name}.json"] = _rows_json(chosen)
    return drawn


def grey_files(grey_cells: pd.DataFrame, last_day: date, first_day: date) -> dict[str, bytes]:
    """Build the files of the grey zone: intervals in which more than half of a cell is in it.

    A row has the cell `h` and the stretch from `f` to before `t`. A stretch that lasts to the
    last known day ends there: nothing is known after.

    Args:
        grey_cells: The table `grey_cells`.
        last_day: The last day whose grey zone is known.
        first_day: The first day of the archive.

    Returns:
        JSON by file name.
    """
    spans = grid_model.intervals(grey_cells.rename(columns={"grey_zone_km2": "occupied_km2"}))
    known_to = grid_model.day_number(last_day + timedelta(days=1))
    spans["to_day"] = spans["to_day"].clip(upper=known_to)
    drawn = {}
    for name, (first, last) in ERAS.items():
        in_era = _in_era(spans, max(first or first_day, first_day), last)
        rows = spans.loc[in_era, ["cell", "from_day", "to_day"]].set_axis(list("hft"), axis=1)
        drawn[f"grey_{name}.json"] = _rows_json(rows)
    return drawn


def near_files(
    tables: Derived,
    before_2022: Collection[str],
    outline: FeatureCollection,
    last_grey_day: date | None,
    remember: Remember,
) -> dict[str, bytes]:
    """Build the map files of resolution 9: outline, tiles and their index.

    Args:
        tables: The derived tables.
        before_2022: Cells that were occupied before 2022.
        outline: Always-occupied land of the recent era.
        last_grey_day: The last day whose grey zone is known, if any.
        remember: Gives an outline that was cut of the same before.

    Returns:
        JSON by file name.
    """
    drawn = near.drawn_cells(tables.moved, before_2022)
    grey_cells = tables.grey_cells_9.rename(columns={"grey_zone_km2": "occupied_km2"})
    land, grey = near.spans_of(tables.cells_9), near.spans_of(grey_cells, last_grey_day)
    cut = without_cells(outline, list(near.by_tile(drawn).values()), remember)
    return {"always_occupied_near.geojson": as_json(cut)} | near.tile_files(drawn, land, grey)


def _in_era(spans: pd.DataFrame, first: date, last: date | None) -> pd.Series:
    """Select the intervals that an era can show; one that ends on its first day is not."""
    in_era: pd.Series = spans["to_day"] > grid_model.day_number(first)
    if last is not None:
        in_era &= spans["from_day"] <= grid_model.day_number(last)
    return in_era


def map_files(
    cells: pd.DataFrame,
    before_2022: Collection[str],
    base: dict[str, FeatureCollection],
    remember: Remember,
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Build the map files that the browser loads.

    Args:
        cells: The table `cells`.
        before_2022: Cells that were occupied before 2022.
        base: The layers of the base map.
        remember: Gives an outline that was drawn of the same cells before.

    Returns:
        The outlines that `data/derived` has too (GeoJSON by file name), and what is for the
        browser alone: the intervals of each era, the changes between two days and the detail of
        the base map.
    """
    spans = grid_model.intervals(cells)
    known = frozenset(_cells(spans))
    old = known.intersection(before_2022)
    drawn = {f"{name}.geojson": as_json(layer) for name, layer in base.items()}
    outline = dissolve(old, close_gaps_up_to=CLOSE_GAPS_UP_TO, keep_open=known, remember=remember)
    drawn["occupied_before_2022.geojson"] = as_json(with_edge(outline))
    first_day = cells["as_of_date"].min().date()
    for name, (first, last) in ERAS.items():
        era = (max(first or first_day, first_day), last)
        drawn |= _era_files(name, spans, era, set(old), known, remember)
    drawn |= change_files(spans, first_day)
    detail = {f"{name}.geojson" for name in DETAIL_LAYERS}
    outlines = {
        name: data
        for name, data in drawn.items()
        if name.endswith(".geojson") and name not in detail
    }
    return outlines, {name: data for name, data in drawn.items() if name not in outlines}


def stamped_style(style: bytes, files: dict[str, bytes]) -> bytes:
    """Stamp the addresses in a map style with content hashes, for caching."""

    def stamp(found: re.Match[str]) -> str:
        name = found["name"]
        return f"app/static/{name}?v={version(files[name])}" if name in files else found[0]

    return STYLE_VERSION.sub(stamp, style.decode()).encode()


def _versions(derived: dict[Path, bytes], daily_area: pd.DataFrame, out: Path) -> dict[Path, bytes]:
    """Append the headline figures of this version, unless it is there already."""
    folder, path = out / "derived", out / "versions.csv"
    files = {each.relative_to(folder).as_posix(): data for each, data in derived.items()}
    version_id = version_of(files)
    before = path.read_bytes() if path.exists() else b""
    if f"\n{version_id},".encode() in before:
        return {}
    daily = daily_area.assign(as_of_date=pd.to_datetime(daily_area["as_of_date"]))
    added = pd.DataFrame(
        {
            "data_version": version_id,
            "latest_map_date": daily["as_of_date"].iloc[-1].date(),
            "headline_id": each.headline_id,
            "value": each.value,
            "unit": each.unit,
            "as_of_date": each.as_of_date,
        }
        for each in headlines(daily, reference_areas()["ukraine"].area_km2)
    )
    rows = added.to_csv(index=False, header=not before, lineterminator="\n")
    return {path: before + rows.encode()}


def build(
    method: Mapping[str, object],
    tables: Derived,
    before_2022: Collection[str],
    base: dict[str, FeatureCollection],
    remember: Remember,
    out: Path,
    static: Path,
    styles: list[Path],
) -> dict[Path, bytes]:
    """Build every file of a run in memory.

    Args:
        method: What a later run must know to go on from these figures.
        tables: The derived tables.
        before_2022: Cells that were occupied before 2022.
        base: The layers of the base map.
        remember: Gives an outline that was drawn of the same cells before.
        out: The `data` folder.
        static: The folder of what the browser loads.
        styles: The hand-written base-map styles whose addresses are stamped.

    Returns:
        The bytes of each file by its place, `WATCHED` last.
    """
    outlines, for_browser = map_files(tables.cells, before_2022, base, remember)
    for_browser["days.json"] = as_json(day_table(tables.daily_area))
    days = pd.to_datetime(tables.daily_area["as_of_date"]).dt.date
    is_grey_known = tables.daily_area["grey_zone_km2"].notna()
    for_browser["city_distances.json"] = as_json(city_distances(tables.front_distance))
    last_grey_day = days[is_grey_known].max() if is_grey_known.any() else None
    if last_grey_day:
        for_browser |= grey_files(tables.grey_cells, last_grey_day, days.min())
    outline = json.loads(outlines["always_occupied_recent.geojson"])
    for_browser |= near_files(tables, before_2022, outline, last_grey_day, remember)
    browser = outlines | for_browser
    derived = out / "derived"
    built = {
        derived / "daily_area.csv": _csv(tables.daily_area),
        derived / "daily_area_by_oblast.csv": _csv(tables.daily_area_by_oblast),
        derived / "editions.csv": _csv(tables.editions),
        derived / "cells.parquet": _parquet(tables.cells),
        derived / "grey_cells.parquet": _parquet(tables.grey_cells),
        derived / "cells_9.parquet": _parquet(tables.cells_9),
        derived / "grey_cells_9.parquet": _parquet(tables.grey_cells_9),
        derived / "front_distance.parquet": _parquet(tables.front_distance),
        derived / "areas.csv": _csv(tables.areas),
        derived / "place_share.parquet": _parquet(tables.place_share),
        derived / METHOD_FILE: as_json(method),
    }
    built |= {derived / "outlines" / name: data for name, data in outlines.items()}
    built |= _versions(built, tables.daily_area, out)
    built |= {static / name: data for name, data in browser.items()}
    built |= {static / path.name: stamped_style(path.read_bytes(), browser) for path in styles}
    # Moved last: whoever sees it change finds all the others changed.
    built[derived / WATCHED] = built.pop(derived / WATCHED)
    return built
