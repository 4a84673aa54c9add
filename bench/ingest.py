"""Bench of `ingest`, against a plain geopandas loop over the same files.

Both run as processes of their own on the same machine, one after the other. The plain
loop is what one would write first: read a file, keep the occupied polygons, unite them,
measure the area. It does less than `ingest`, which also takes differences, oblasts,
hexagons and distances; a ratio of seconds below 1 means the full build is the faster.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import geopandas as gpd
import psutil

from bench import arguments
from pokrovsk_front.ingest.archive import opened

PROJECT = Path(__file__).resolve().parents[1]
OCCUPIED_FILLS = frozenset({"#a52714", "#880e4f", "#000000"})
SPHERE_EQUAL_AREA = "+proj=cea +R=6378137 +units=m +no_defs"
SAMPLE_SECONDS = 0.05
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One measured process: wall time and peak memory with its children."""

    name: str
    seconds: float
    peak_mib: float


def measure(name: str, command: list[str]) -> Run:
    """Run a command and sample the memory of its process tree.

    The peak is the largest sum of resident sizes seen: memory that processes share is
    counted once for each, and a spike shorter than `SAMPLE_SECONDS` can be missed.

    Raises:
        subprocess.CalledProcessError: The command failed.
    """
    started = time.perf_counter()
    process = psutil.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    peak_bytes = 0
    while True:
        peak_bytes = max(peak_bytes, resident_bytes(process))
        try:
            code = process.wait(timeout=SAMPLE_SECONDS)
            break
        except psutil.TimeoutExpired:
            continue
    seconds = time.perf_counter() - started
    if code:
        raise subprocess.CalledProcessError(code, command)
    return Run(name, seconds, peak_bytes / MIB)


def resident_bytes(process: psutil.Process) -> int:
    """Sum the resident memory of a process and all its children."""
    total = 0
    try:
        for member in (process, *process.children(recursive=True)):
            try:
                total += member.memory_info().rss
            except psutil.Error:  # it ended meanwhile
                continue
    except psutil.Error:
        return total
    return total


def plain_loop(archives: Path) -> None:
    """Measure the occupied area of every snapshot with geopandas."""
    for file in snapshots(archives):
        frame = gpd.read_file(file)
        frame = frame[frame.geom_type.isin(["Polygon", "MultiPolygon"])]
        if "fill" in frame.columns and file.parent.name.endswith("raw"):
            frame = frame[frame["fill"].str.lower().isin(OCCUPIED_FILLS)]
        united = gpd.GeoSeries([frame.geometry.make_valid().union_all()], crs="EPSG:4326")
        area_km2 = united.to_crs(SPHERE_EQUAL_AREA).area.sum() / 1e6
        click.echo(f"{file.stem},{area_km2:.1f}")


def snapshots(archives: Path) -> list[Path]:
    """List the snapshot files of both archives under a folder."""
    return sorted(
        file for folder in archives.glob("deepstate_*") for file in folder.glob("*.geojson")
    )


def table(runs: list[Run], snapshot_count: int) -> str:
    """Format the runs as a table, with the ratio to the last one."""
    lines = [f"{'':<24}{'seconds':>10}{'snapshots/s':>14}{'peak MiB':>12}"]
    lines += [
        f"{run.name:<24}{run.seconds:>10.1f}{snapshot_count / run.seconds:>14.1f}"
        f"{run.peak_mib:>12.0f}"
        for run in runs
    ]
    first, last = runs[0], runs[-1]
    lines.append(
        f"{'ratio':<24}{first.seconds / last.seconds:>10.2f}"
        f"{last.seconds / first.seconds:>14.2f}{first.peak_mib / last.peak_mib:>12.2f}"
    )
    return "\n".join(lines)


def main() -> None:
    """Measure both and print the table."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--archives", type=Path, required=True, help="a folder or a tar.xz")
    parser.add_argument("--boundaries", type=Path, help="the folder of boundaries")
    parser.add_argument("--plain-only", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plain_only:
        plain_loop(options.archives)
        return
    if options.boundaries is None:
        parser.error("--boundaries is needed")

    # Unpacked first, so that both are measured on the same files.
    with tempfile.TemporaryDirectory() as scratch, opened(options.archives) as folder:
        count = len(snapshots(folder))
        if not count:
            parser.error(f"no deepstate_*/*.geojson in {options.archives}")
        ingest = measure(
            "ingest",
            [
                *(sys.executable, "-m", "pokrovsk_front", "ingest"),
                *("--archives", str(folder), "--boundaries", str(options.boundaries)),
                *("--out", str(Path(scratch) / "derived")),
            ],
        )
        plain = measure(
            "plain geopandas loop",
            [sys.executable, "-m", "bench.ingest", "--plain-only", "--archives", str(folder)],
        )
    click.echo(f"{count} snapshots")
    click.echo(table([ingest, plain], count))
    kept = {"snapshots": count, "runs": [asdict(each) for each in (ingest, plain)]}
    arguments.keep(options.json, kept)


if __name__ == "__main__":
    main()
