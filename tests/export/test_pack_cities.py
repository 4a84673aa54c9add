"""Packs of a city: its shares as numbers with their dictionary, and the licence of its outline."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.export import city_figures
from pokrovsk_front.export.city_figures import CityView
from pokrovsk_front.export.pack import Edition, pack
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.place_share import Measure

STATIC = DATA_DIR.parent / "static"
DAY = date(2025, 11, 7)
LIBRARY = Library()


def figure(kind: str, locale: str) -> Figure[Any]:
    words = wording(locale)
    view = CityView(LIBRARY, "pokrovsk", Measure.OUTLINE, words)
    if kind == "city_share":
        return city_figures.share_by_day(view, "light")
    setting = SiteContext(words, LIBRARY).setting("light", view.outlined_area().view())
    return city_figures.map_on(view, DAY, setting)


@pytest.mark.parametrize(
    ("kind", "table", "locale"), [("city_share", "full", "en"), ("city_map", "numbers", "uk")]
)
def test_a_pack_of_a_city_has_its_shares_and_credits_its_outline(
    tmp_path: Path, kind: str, table: str, locale: str
) -> None:
    named = LIBRARY.in_language(locale).sources
    edition = Edition(LIBRARY.data_version)
    data = pack(figure(kind, locale), named, edition, wording(locale), static_dir=STATIC)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
    rows = pd.read_csv(tmp_path / f"{kind}_{table}.csv")
    (row,) = rows.loc[
        rows["date"] == "2025-11-07" if kind == "city_share" else rows["measure"] == "outline"
    ].to_dict("records")
    # Of 31.1396 km2, 5.9297 occupied and 17.8553 grey: tests/model/test_place_share.py.
    assert row["occupied_pct"] == pytest.approx(19.04, abs=0.01)
    assert row["grey_pct"] == pytest.approx(57.34, abs=0.01)
    assert row["neither_pct"] == pytest.approx(100 - 19.04 - 57.34, abs=0.02)
    about = json.loads((tmp_path / "metadata.json").read_text())
    assert any("OpenStreetMap: ODbL" in each["title"] for each in about["licenses"])
    assert f"{kind}_{table}.csv" in (tmp_path / "README.txt").read_text()
    described = {each["name"]: each for each in about["resources"]}[f"{kind}_{table}"]
    fields = {each["name"]: each["description"] for each in described["schema"]["fields"]}
    assert list(fields) == list(rows.columns)
    assert all(fields.values())
    report = frictionless.Resource.from_descriptor(described, basepath=str(tmp_path)).validate()
    assert report.valid, report.flatten(["fieldName", "note", "message"])
