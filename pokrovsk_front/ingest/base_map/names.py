"""Names of oblasts and rivers on the base map, in English and Ukrainian."""

from collections.abc import Mapping
from dataclasses import dataclass

from pokrovsk_front.catalog.tables import read_table


@dataclass(frozen=True, slots=True)
class Names:
    """Pairs of an English and a Ukrainian name.

    Attributes:
        oblasts: By ISO 3166-2 code.
        rivers: By the name in Natural Earth; a river that is not among them stays unnamed.
    """

    oblasts: Mapping[str, tuple[str, str]]
    rivers: Mapping[str, tuple[str, str]]


def read_names() -> Names:
    """Read the curated names from `data/oblasts.csv` and `data/rivers.csv`.

    Raises:
        CatalogError: A table does not keep to its dictionary.
    """
    return Names(
        oblasts=_pairs("oblasts", "oblast_iso"), rivers=_pairs("rivers", "natural_earth_name")
    )


def _pairs(table: str, key: str) -> dict[str, tuple[str, str]]:
    rows = read_table(table)
    pairs = zip(rows["name_en"], rows["name_uk"], strict=True)
    return dict(zip(rows[key], pairs, strict=True))
