"""An outline as a map without a server stores it: rounded, and no more than is drawn."""

from typing import Any

COORDINATE_DECIMALS, NEAR_DECIMALS = 4, 5
"""About 10 m, where an edge of a cell is 500 m long, and 1 m where the map comes near to it."""


def _rounded(coordinates: Any, decimals: int) -> Any:  # noqa: ANN401 (nested lists of GeoJSON)
    if isinstance(coordinates, float | int):
        return round(coordinates, decimals)
    points = [_rounded(each, decimals) for each in coordinates]
    if points and isinstance(points[0], list) and not isinstance(points[0][0], list):
        # Points that rounding has made one.
        return [each for at, each in enumerate(points) if at == 0 or each != points[at - 1]]
    return points


def stored_outline(collection: dict[str, Any], *, is_near: bool = False) -> dict[str, Any]:
    """Reduce an outline to what is drawn: the geometry, and what the base map filters by.

    Args:
        collection: The outline, as GeoJSON.
        is_near: Whether it meets cells of resolution 9.
    """
    decimals = NEAR_DECIMALS if is_near else COORDINATE_DECIMALS
    return {
        "features": [
            {
                "type": "Feature",
                "properties": {
                    key: value
                    for key, value in feature["properties"].items()
                    if key in {"part", "rank", "katottg"}
                },
                "geometry": {
                    "type": feature["geometry"]["type"],
                    "coordinates": _rounded(feature["geometry"]["coordinates"], decimals),
                },
            }
            for feature in collection["features"]
        ],
        "type": "FeatureCollection",
    }
