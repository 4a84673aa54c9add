"""Everything that a run writes: built as bytes first, then put in place file by file.

Files for the browser carry no date and no path, so the same input gives the same bytes.
"""

import hashlib
import io
import json
import os
import re
import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest import grid
from pokrovsk_front.ingest.outlines import FeatureCollection, dissolve
from pokrovsk_front.model import cells as grid_model

ERAS: dict[str, tuple[date | None, date | None]] = {
    "early": (None, grid_model.RECENT_ERA_FIRST_DAY),
    "recent": (grid_model.RECENT_ERA_FIRST_DAY, None),
}
"""The stretches of days that a browser loads apart; None is an end of the archive."""

CLOSE_GAPS_UP_TO = 40
"""Holes of so many cells, never occupied, are closed when always-occupied land is drawn."""

STYLE_VERSION = re.compile(r"app/static/(?P<name>[\w.-]+)\?v=\w+")


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _parquet(frame: pd.DataFrame) -> bytes:
    schema = pa.schema(
        [
            ("cell", pa.string()),
            ("as_of_date", pa.date32()),
            ("occupied_km2", pa.float64()),
            ("cell_km2", pa.float64()),
            ("oblast_iso", pa.string()),
        ]
    )
    buffer = io.BytesIO()
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    pq.write_table(table.replace_schema_metadata(None), buffer, compression="zstd")
    return buffer.getvalue()


def _json(document: object) -> bytes:
    return (
        json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    ).encode()


def _cells_before_2022(before_2022: bytes | None, rules: ArchiveRules) -> set[str]:
    if before_2022 is None:
        return set()
    land = shapely.from_wkb(before_2022)
    cells = grid.cells_touched(land, rules.sphere_crs)
    occupied = grid.occupied_km2(land, cells, rules.sphere_crs)
    whole = grid.cell_km2(cells, rules.sphere_crs)
    return {cell for cell, is_in in zip(cells, occupied > whole / 2, strict=True) if is_in}


def _era_files(
    name: str, spans: pd.DataFrame, first: date, last: date | None, before_2022: set[str]
) -> dict[str, bytes]:
    """Draw one era: the land occupied all through it, and the intervals of every other cell."""
    always = grid_model.always_occupied(spans, first, last)
    in_era = spans["to_day"] > grid_model.day_number(first)
    if last is not None:
        in_era &= spans["from_day"] <= grid_model.day_number(last)
    changing = spans[in_era & ~always]
    rows = [
        {"f": int(start), "h": cell, "p": int(before), "t": int(end)}
        for cell, start, end, before in changing.itertuples(index=False)
    ]
    members = set(spans.loc[always, "cell"])
    since = dissolve(
        members - before_2022,
        close_gaps_up_to=CLOSE_GAPS_UP_TO,
        keep_open=set(spans["cell"]),
    )
    return {f"always_occupied_{name}.geojson": _json(since), f"cells_{name}.json": _json(rows)}


def map_files(
    cells: pd.DataFrame,
    before_2022: bytes | None,
    base: dict[str, FeatureCollection],
    rules: ArchiveRules,
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Draw what the browser loads.

    Returns:
        The outlines (GeoJSON by file name) and the intervals of each era (JSON by file name).
    """
    spans = grid_model.intervals(cells)
    old = _cells_before_2022(before_2022, rules) & set(spans["cell"])
    drawn = {f"{name}.geojson": _json(layer) for name, layer in base.items()}
    drawn["occupied_before_2022.geojson"] = _json(
        dissolve(old, close_gaps_up_to=CLOSE_GAPS_UP_TO, keep_open=set(spans["cell"]))
    )
    first_day = cells["as_of_date"].min().date()
    for name, (first, last) in ERAS.items():
        drawn |= _era_files(name, spans, max(first or first_day, first_day), last, old)
    outlines = {name: data for name, data in drawn.items() if name.endswith(".geojson")}
    return outlines, {name: data for name, data in drawn.items() if name not in outlines}


def stamped_style(style: bytes, files: dict[str, bytes]) -> bytes:
    """Write the content hash of each file into the style's addresses, so caches may keep them."""

    def stamp(found: re.Match[str]) -> str:
        name = found["name"]
        return f"app/static/{name}?v={version(files[name])}" if name in files else found[0]

    return STYLE_VERSION.sub(stamp, style.decode()).encode()


def version(data: bytes) -> str:
    """Give the eight characters by which a browser tells two versions of a file apart."""
    return hashlib.sha256(data).hexdigest()[:8]


def replace_all(files: dict[Path, bytes]) -> None:
    """Put files in place; each one is written whole beside its place before it is moved there."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=path.parent, prefix=f".{path.name}.", delete=False
            ) as handle:
                staged.append((Path(handle.name), path))
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
        for temporary, path in staged:
            temporary.chmod(0o644)
            temporary.replace(path)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def build(
    daily: pd.DataFrame,
    cells: pd.DataFrame,
    before_2022: bytes | None,
    base: dict[str, FeatureCollection],
    rules: ArchiveRules,
    out: Path,
    static: Path,
    styles: list[Path],
) -> dict[Path, bytes]:
    """Build every file of a run in memory.

    Args:
        daily: The table `daily_area`.
        cells: The table `cells`.
        before_2022: Land occupied before 2022, WKB in the plane.
        base: The layers of the base map.
        rules: The archive rules.
        out: The `data` folder.
        static: The folder of what the browser loads.
        styles: The hand-written base-map styles whose addresses are stamped.

    Returns:
        The bytes of each file by its place.
    """
    outlines, intervals = map_files(cells, before_2022, base, rules)
    browser = outlines | intervals
    derived = out / "derived"
    built = {
        derived / "daily_area.csv": _csv(daily),
        derived / "cells.parquet": _parquet(cells),
    }
    built |= {derived / "outlines" / name: data for name, data in outlines.items()}
    built |= {static / name: data for name, data in browser.items()}
    built |= {static / path.name: stamped_style(path.read_bytes(), browser) for path in styles}
    return built
