"""Full series of a figure: the dictionary of its columns, and the hexagons of a map as rows."""

import pandas as pd

from pokrovsk_front.export.offline_map import OfflineMap
from pokrovsk_front.model.messages import N_

COLUMNS = {
    "acknowledgement_date": N_("Day of the Ukrainian acknowledgement."),
    "archive_km2": N_("Occupied on the archive's map, in square kilometres."),
    "area_wgs84_km2": N_("Size of the area on the WGS 84 ellipsoid, in square kilometres."),
    "archive_id": N_("The archive that the map comes from."),
    "area_id": N_("Stable name of the measured area."),
    "area_km2": N_("Size of the area, in square kilometres."),
    "area": N_("What was counted: the city, its hromada or another area."),
    "as_of_date": N_("Day of the latest map behind the row, in Kyiv."),
    "cell": N_("H3 index of the hexagon, at resolution 8."),
    "certainty": N_("How certain the event is."),
    "change_pct": N_(
        "The later net gain above the earlier one, in percent; by the day where the windows differ "
        "in length by more than a leap day."
    ),
    "both_km2": N_("Land on both maps, in square kilometres."),
    "class_id": N_("Class of the land, by the rules of the archive."),
    "claim_date": N_("Day of the Russian claim."),
    "claim_to_acknowledgement_days": N_("Days from the claim to the acknowledgement."),
    "claim_to_half_days": N_(
        "Days from the claim to the day since which the map has had half of the town occupied."
    ),
    "claim_to_map_days": N_(
        "Days from the claim to the day since which the map has had the centre in occupied land."
    ),
    "claim_to_nine_tenths_days": N_(
        "Days from the claim to the day since which the map has had nine tenths of the town "
        "occupied."
    ),
    "closing_as_of_date": N_("Day of the map that closes the month."),
    "count_id": N_("Stable name of the number of people."),
    "date": N_("The day, in Kyiv; of a map, the day that it is used for."),
    "date_precision": N_("Whether the day, the month or the year is known."),
    "day_of_window": N_("Number of the day in its window; 0 is the eve, which opens it."),
    "definition": N_("What is measured, or which choice of the method was changed."),
    "difference_km": N_("Our distance less the published one, in kilometres."),
    "distance_km": N_("Distance, in kilometres."),
    "drawn_twice_km2": N_(
        "How much larger the polygons are one by one than together, in square kilometres."
    ),
    "earlier_net_gain_km2": N_("Net gain of the earlier window, in square kilometres."),
    "earlier_window": N_("First and last day of the earlier window."),
    "edition": N_("The file of the map in its archive."),
    "event_id": N_("Stable name of the event."),
    "from_place_id": N_("The place that is measured from."),
    "grey_pct": N_(
        "Share of the area in the grey zone, in percent; blank where the map does not show it."
    ),
    "grey_zone_km2": N_(
        "Grey zone of unknown status, in square kilometres; blank where the map does not show it."
    ),
    "half_since_date": N_("Day since which the map has had half of the town occupied."),
    "katottg": N_("Official code of the hromada."),
    "kind": N_(
        "Of an event, what it is about; of a figure, who stands behind it; of an area, what its "
        "outline is."
    ),
    "land_km2": N_("Land within the border of the oblast, in square kilometres."),
    "later_net_gain_km2": N_("Net gain of the later window, in square kilometres."),
    "later_window": N_("First and last day of the later window."),
    "layer": N_(
        "What a hexagon is drawn as. Occupied: `cells`, `cells-by-month`. Changed between the two "
        "days: `came-under-control`, `regained`. Of unknown status: `grey-zone`, and "
        "`grey-zone-earlier` on the earlier day. Layers of 2022 and 2023 end in `-early`."
    ),
    "less_km2": N_("Occupied on the archive's map only, in square kilometres."),
    "map_since_date": N_("Day since which the map has had the centre in occupied land."),
    "measure": N_(
        "How the area is drawn: the outline of the settlement, its hromada, or 5 km round the "
        "centre."
    ),
    "missing_days": N_("Days of the month without a map of their own."),
    "more_km2": N_("Occupied on the map of the file only, in square kilometres."),
    "month_start_date": N_("First day of the month."),
    "name": N_("Name of the area."),
    "nearest_lat_deg": N_("Latitude of the nearest occupied land, in degrees."),
    "nearest_lon_deg": N_("Longitude of the nearest occupied land, in degrees."),
    "neither_pct": N_(
        "Share of the area that is neither occupied nor grey, in percent; blank where that is not "
        "known."
    ),
    "net_gain_km2": N_(
        "Net gain, in square kilometres: occupied total at the end less that at the start."
    ),
    "nine_tenths_since_date": N_(
        "Day since which the map has had nine tenths of the town occupied."
    ),
    "oblast_iso": N_("ISO 3166-2 code of the oblast."),
    "occupied_km2": N_("Occupied part of the area, in square kilometres."),
    "occupied_pct": N_("Occupied share of the area, in percent."),
    "occupied_total_km2": N_("Occupied total, Crimea included, in square kilometres."),
    "only_deepstate_km2": N_("Land on the DeepState map alone, in square kilometres."),
    "only_isw_in_grey_zone_km2": N_(
        "Land on the ISW map alone that is in DeepState's grey zone, in square kilometres."
    ),
    "only_isw_km2": N_("Land on the ISW map alone, in square kilometres."),
    "opening_as_of_date": N_("Day of the map that opens the month."),
    "option": N_("How the choice was made."),
    "other_maps": N_("Maps of the month that are used for comparison only."),
    "people": N_("Number of people; the lower end of a range."),
    "people_high": N_("The upper end of a range of people."),
    "polygons": N_("Number of polygons that were drawn."),
    "place_id": N_("Stable name of the place."),
    "published_net_gain_km2": N_("Net gain that DeepState published, in square kilometres."),
    "qualifier": N_("Whether the number is exact, about, a bound or a range."),
    "role": N_("Whether the number is a baseline, a count, carried forward or context."),
    "series_id": N_("Whose count it is."),
    "source_id": N_("Stable name of the source."),
    "tenth_since_date": N_("Day since which the map has had a tenth of the town occupied."),
    "to_place_id": N_("The place that is measured to."),
    "used_maps": N_("Maps of the month that are used for a day."),
    "window": N_("First and last day of the window, with a slash between them."),
}
"""Meaning of each column, for all figures."""


def map_series(drawn: OfflineMap) -> pd.DataFrame:
    """List every hexagon that a map draws.

    Args:
        drawn: The map; its outlines and place names are left out.

    Returns:
        One row a hexagon: `layer` (such as `cells` or `gained`) and `cell`, its H3 index at
        resolution 8.
    """
    rows = []
    for layer in drawn.description["layers"]:
        data = drawn.data[layer["data"]].content if isinstance(layer["data"], str) else None
        if isinstance(data, dict) and "columns" in data:
            cells = (f"{data['head']}{cell}{data['tail']}" for cell in data["columns"]["h"])
            rows += [(layer["id"], cell) for cell in cells]
    return pd.DataFrame(rows, columns=["layer", "cell"])
