"""Report of a run: what it read, refused, dropped and wrote."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pokrovsk_front.ingest.editions import NO_DATE
from pokrovsk_front.model.messages import printable


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of one run: snapshots, features and files."""

    snapshots: int
    refused: tuple[tuple[str, str], ...]
    unnamed: tuple[str, ...]
    dropped: Counter[str]
    unknown: Counter[str]
    days: int
    first_day: date
    last_day: date
    overlap_pairs: int
    overlap_worst_km2: float
    written: tuple[Path, ...]

    def lines(self) -> list[str]:
        """Format the report as lines; warnings first, since they may hide occupied land."""
        warnings = [
            f"WARNING: polygons of a class that no rule names were left out: {count} ({label}). "
            "If it is occupied land under another name, the figures are too low: "
            "add a rule to data/archives.json."
            for label, count in sorted(self.unknown.items())
        ]
        refused = [f"Refused {name}: {reason}." for name, reason in self.refused]
        unnamed = [f"Refused {name}: {NO_DATE}." for name in self.unnamed]
        dropped = [f"  {count:>8,}  {label}" for label, count in sorted(self.dropped.items())]
        overlap = (
            [
                f"The archives agree within {self.overlap_worst_km2:.3f} km2 on "
                f"{self.overlap_pairs} maps that both hold."
            ]
            if self.overlap_pairs
            else []
        )
        lines = [
            *warnings,
            *refused,
            *unnamed,
            f"Read {self.snapshots:,} snapshots, refused {len(refused) + len(unnamed)}.",
            "Features left out by rule:",
            *dropped,
            *overlap,
            f"{self.days:,} days have a map, from {self.first_day} to {self.last_day}.",
            f"Wrote {len(self.written)} files.",
        ]
        # A line may repeat a text of a file, or the name of one.
        return [printable(line) for line in lines]
