"""Data dictionary and changelog, as tables and texts for a reader."""

import json
import re
from pathlib import Path

import pandas as pd

from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError

RELEASE = re.compile(r"^## (?P<release>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FIGURES_CHANGED = {
    locale: re.compile(rf"^### {heading}\n(?P<text>.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
    for locale, heading in {"en": "Figures changed", "uk": "Що змінилося в числах"}.items()
}
"""The heading that each release has in each language."""


def columns(data_dir: Path = DATA_DIR, *, locale: str = "en") -> pd.DataFrame:
    """List every column of every table.

    Args:
        data_dir: Folder that holds the dictionary.
        locale: Language of the meanings.

    Returns:
        `table`, `column`, `type`, `unit` (empty where there is none) and `meaning`.

    Raises:
        CatalogError: The dictionary cannot be read.
    """
    beside = "" if locale == "en" else f"_{locale}"
    try:
        package = json.loads((data_dir / "datapackage.json").read_text(encoding="utf-8"))
        rows = [
            {
                "table": resource["name"],
                "column": field["name"],
                "type": field["type"],
                "unit": field.get(f"unit{beside}", field.get("unit", "")),
                "meaning": field[f"description{beside}"],
            }
            for resource in package["resources"]
            for field in resource["schema"]["fields"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"The data dictionary cannot be read: {error!r}.") from error
    return pd.DataFrame(rows)


def figures_changed(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, str]:
    """Read what each release changed in the figures.

    Args:
        data_dir: The data folder, beside which the changelog lies.
        locale: Language of the text.

    Returns:
        Markdown by release, the newest first.

    Raises:
        CatalogError: The changelog is missing, or a release does not say it.
    """
    path = data_dir.parent / "CHANGELOG.md"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogError(f"{path.name} cannot be read: {error}.") from error
    changes = {}
    for found in RELEASE.finditer(text):
        said = FIGURES_CHANGED[locale].search(found["body"])
        if said is None:
            raise CatalogError(
                f"{path.name} does not say which figures {found['release']} changed."
            )
        changes[found["release"]] = said["text"].strip()
    return changes
