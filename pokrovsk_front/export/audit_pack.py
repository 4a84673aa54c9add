"""Pack of an audit: the differences as a map, and areas by class, oblast and hromada as tables.

The reader's file is not in it: of its land the pack has areas, and hexagons in which it differs.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path

import pandas as pd
import pydeck as pdk

from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.export.pack import Edition
from pokrovsk_front.export.pack import pack as packed
from pokrovsk_front.model.audit import Audit, Comparison, HromadaArea
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording

HROMADA_COLUMNS = [each.name for each in fields(HromadaArea)]


def hromada_names(texts: LibraryInLanguage) -> dict[str, str]:
    """Give the names of all hromadas by their official code."""
    return {key: each.name(texts.locale) for key, each in texts.library.hromadas.items()}


def audit_tables(
    audit: Audit, compared: Comparison, names: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Give the areas of an audit as tables for a script.

    Args:
        audit: The audit.
        compared: The comparison that is shown.
        names: Names of hromadas by their official code.

    Returns:
        Tables by the ending of their file names: classes, oblasts, hromadas; areas in km2.
    """
    hromadas = pd.DataFrame([asdict(each) for each in compared.hromadas], columns=HROMADA_COLUMNS)
    hromadas.insert(1, "name", hromadas["katottg"].map(dict(names)).astype(str))
    return {
        "classes": pd.DataFrame([asdict(each) for each in audit.classes]),
        "oblasts": pd.DataFrame([asdict(each) for each in compared.oblasts]),
        "hromadas": hromadas.assign(as_of_date=pd.Timestamp(compared.by_shape.as_of_date)),
    }


def audit_pack(
    audit: Audit,
    compared: Comparison,
    figure: Figure[pdk.Deck],
    texts: LibraryInLanguage,
    words: Wording,
    *,
    static_dir: Path,
) -> bytes:
    """Pack an audit.

    Args:
        audit: The audit.
        compared: The comparison that is shown.
        figure: The map of the differences.
        texts: Sources and names in the reader's language.
        words: The reader's language.
        static_dir: The folder of the files that the map names.

    Returns:
        A zip, as of any figure, with three tables more.
    """
    figures = texts.library
    return packed(
        figure,
        texts.sources,
        Edition(figures.data_version, maps=figures.table("editions")),
        words,
        static_dir=static_dir,
        tables=audit_tables(audit, compared, hromada_names(texts)),
    )
