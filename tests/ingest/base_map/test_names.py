"""Names on the base map: those of the tables, for every oblast of the committed outlines."""

import json

from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ingest.base_map.names import read_names


def test_every_oblast_and_river_that_is_drawn_has_its_name_from_the_tables() -> None:
    names, outlines = read_names(), DATA_DIR / "derived" / "outlines"
    oblasts, rivers = (
        [each["properties"] for each in json.loads((outlines / name).read_bytes())["features"]]
        for name in ("oblasts.geojson", "rivers.geojson")
    )
    drawn = {each["oblast_iso"]: (each["name_en"], each["name_uk"]) for each in oblasts}
    named = {(each["name_en"], each["name_uk"]) for each in rivers if each["name_en"]}

    assert names.oblasts["UA-14"] == ("Donetsk oblast", "Донецька область")
    assert drawn == names.oblasts
    assert named <= set(names.rivers.values())
    assert len(named) > 5
