"""The result of an audit in words: headline, numbers and caveats."""

from collections.abc import Mapping

import pandas as pd
from babel.lists import format_list

from pokrovsk_front.model.audit import SMALLEST_KM2, Audit, Comparison, NearestMap
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.shares import OBLAST_NAMES
from pokrovsk_front.model.wording import Wording

CLASS_NAMES: dict[str, str] = {
    "occupied_since_2022": N_("Occupied since February 2022"),
    "grey_zone": N_("Grey zone, status unknown (not in the total)"),
    "crimea": N_("Crimea"),
    "donbas_before_2022": N_("Part of the Donbas, occupied before 2022"),
    "tuzla": N_("Tuzla island"),
    "occupied": N_("All occupied land as one shape"),
    "drawn": N_("Land as drawn (no class that the archives know)"),
}

FORMS: dict[str, str] = {
    "raw": N_("a map with a class for each feature, as the archive of published maps has it"),
    "merged": N_("one shape of all occupied land, as one of the archives has it"),
    "other": N_(
        "polygons without a class that the archives know; each is counted unless it is marked as "
        "not occupied"
    ),
}

IN_NO_OBLAST = N_("In no oblast")
MAX_DAYS_NAMED = 3


def class_name(class_id: str, words: Wording) -> str:
    """Name a class of land."""
    return words.gettext(CLASS_NAMES[class_id])


def days_of(nearest: NearestMap, words: Wording) -> str:
    """Write the days of a map: all of a few, or the first, the last and their number."""
    days = nearest.as_of_dates
    if len(days) <= MAX_DAYS_NAMED:
        return format_list([words.day(day) for day in days], locale=words.locale)
    return words.gettext("{count} days from {first} to {last}").format(
        count=words.number(len(days)), first=words.day(days[0]), last=words.day(days[-1])
    )


def is_same(compared: Comparison, audit: Audit) -> bool:
    """Tell whether a map equals one of the archive, up to rounding."""
    return compared.by_shape.difference_km2 < 1e-6 * audit.occupied_km2 + 0.05


def headline(audit: Audit, compared: Comparison | None, words: Wording) -> str:
    """Write the headline: what the map shows and which map of the archive is nearest.

    Args:
        audit: The audit.
        compared: Its comparison, with the whole country or within its own extent.
        words: The reader's language.
    """
    _ = words.gettext
    area = words.area(audit.occupied_km2)
    if compared is not None and compared.extent is not None:
        return _headline_within(audit, compared, words)
    if audit.is_part:
        text = _(
            "{area} of occupied land: the file covers only a part, less than half of what was "
            "occupied on any day of the archive, so no day is near."
        )
        return text.format(area=area)
    if compared is None:
        return _("The file shows no occupied land.")
    days = days_of(compared.by_shape, words)
    if is_same(compared, audit):
        text = _("This map marks {area} as occupied: it is the DeepState map of {days}.")
        return text.format(area=area, days=days)
    text = _(
        "This map marks {area} as occupied: it is most like the DeepState map of {days}, from "
        "which {apart} differ."
    )
    apart = words.area(compared.by_shape.difference_km2, 1)
    return text.format(area=area, days=days, apart=apart)


def _headline_within(audit: Audit, compared: Comparison, words: Wording) -> str:
    text = (
        words.gettext(
            "This map marks {area} as occupied: within its own extent it is the DeepState map of "
            "{days}."
        )
        if is_same(compared, audit)
        else words.gettext(
            "This map marks {area} as occupied: within its own extent it is most like the "
            "DeepState map of {days}, from which {apart} differ."
        )
    )
    return text.format(
        area=words.area(audit.occupied_km2),
        days=days_of(compared.by_shape, words),
        apart=words.area(compared.by_shape.difference_km2, 1),
    )


def extent_text(compared: Comparison, words: Wording) -> str:
    """Say where a map of a part is compared and what is not counted; else nothing."""
    _ = words.gettext
    if compared.extent is None:
        return ""
    oblasts, hromadas = compared.extent.oblasts, compared.extent.hromadas
    parts = [_("Compared within the map's own extent: the land that it marks.")]
    if oblasts or hromadas:
        text = _(
            "An oblast or hromada counts whole where at least half of its occupied land is on both "
            "maps on some day."
        )
        parts.append(text)
    if oblasts:
        named = ", ".join(_(OBLAST_NAMES[iso]) for iso in oblasts)
        parts.append(_("Oblasts that count whole: {names}.").format(names=named))
    if hromadas:
        text = (
            _("Hromadas of other oblasts that count whole: {count}.")
            if oblasts
            else _("Hromadas that count whole: {count}.")
        )
        parts.append(text.format(count=words.number(len(hromadas))))
    parts.append(
        _(
            "What the archive marks elsewhere, or within one hexagon of that border, does not "
            "count as missing."
        )
    )
    return " ".join(parts)


def summary(audit: Audit, words: Wording) -> str:
    """Summarise how many features were read, left out, refused and repaired."""
    _ = words.gettext
    left_out = sum(each.features for each in audit.left_out)
    parts = [
        _("Features: {count}; {form}.").format(
            count=words.number(audit.feature_count), form=_(FORMS[audit.form])
        )
    ]
    if left_out:
        parts.append(
            _("Features that are not occupied land: {count}.").format(count=words.number(left_out))
        )
    if audit.refused_count:
        text = _("Refused, and not included below: {count}.")
        parts.append(text.format(count=words.number(audit.refused_count)))
    if audit.refused_part_count:
        text = _("Parts refused of features that are otherwise read: {count}.")
        parts.append(text.format(count=words.number(audit.refused_part_count)))
    if audit.repair_count:
        text = _("Not valid and repaired: {count}, which changed {area}.")
        count, area = words.number(audit.repair_count), words.area(audit.repaired_km2, 3)
        parts.append(text.format(count=count, area=area))
    else:
        parts.append(_("Every polygon that was read is valid."))
    if audit.repeat_count:
        text = _("Repeats of an earlier feature, counted once: {count}.")
        parts.append(text.format(count=words.number(audit.repeat_count)))
    return " ".join(parts)


def differences(compared: Comparison, words: Wording) -> str:
    """Write the differences from the nearest map of the archive."""
    _ = words.gettext
    parts = [
        _(
            "Against {days}: {more} are occupied on this map alone, {less} on that one alone."
        ).format(
            days=days_of(compared.by_shape, words),
            more=words.area(compared.more_km2, 1),
            less=words.area(compared.less_km2, 1),
        )
    ]
    if compared.beyond_km2 >= 0.05:
        text = _(
            "Of what is on this map alone, {area} lie where no map of the archive ever marked "
            "occupied land."
        )
        parts.append(text.format(area=words.area(compared.beyond_km2, 1)))
    if compared.added_km2:
        text = _("This form leaves out Tuzla island ({area}), which was added for the comparison.")
        parts.append(text.format(area=words.area(compared.added_km2, 1)))
    by_area = _(
        "By area alone the nearest map is that of {days}: it differs by {difference}."
    ).format(
        days=days_of(compared.by_area, words),
        difference=words.signed_area(compared.by_area.difference_km2, 1),
    )
    return " ".join([*parts, by_area])


def said_of(audit: Audit, compared: Comparison | None, words: Wording) -> list[str]:
    """List the lines of the command line below the classes: areas, differences, exceptions.

    Args:
        audit: The audit.
        compared: The comparison that is said, if any.
        words: The reader's language.
    """
    _ = words.gettext
    lines = [
        _("Total: {sphere} on the sphere, {ellipsoid} on the WGS84 ellipsoid").format(
            sphere=words.area(audit.occupied_km2, 1),
            ellipsoid=words.area(audit.occupied_wgs84_km2, 1),
        )
    ]
    if compared is not None:
        lines += filter(None, [extent_text(compared, words)])
        lines.append(differences(compared, words))
    lines += [
        _("Not counted as occupied: {label} ({count})").format(
            label=words.say(each.label), count=words.number(each.features)
        )
        for each in audit.left_out
    ]
    lines += [
        _("Feature {number} refused: {reason}").format(
            number=words.number(each.feature), reason=words.say(each.reason)
        )
        for each in audit.refused
    ]
    lines += [
        _("Part of feature {number} refused: {reason}").format(
            number=words.number(each.feature), reason=words.say(each.reason)
        )
        for each in audit.refused_parts
    ]
    lines += [
        _("Feature {number} repaired: {problem}").format(
            number=words.number(each.feature), problem=words.say(each.problem)
        )
        for each in audit.repairs
    ]
    return lines


def class_rows(audit: Audit, words: Wording) -> pd.DataFrame:
    """Tabulate the classes, with the total last."""
    _ = words.gettext
    rows = [
        (
            class_name(each.class_id, words),
            words.number(each.polygons),
            words.area(each.area_km2, 1),
            words.area(each.area_wgs84_km2, 1),
            words.area(each.drawn_twice_km2, 1),
        )
        for each in audit.classes
    ]
    total = words.area(audit.occupied_km2, 1), words.area(audit.occupied_wgs84_km2, 1)
    rows.append((_("Occupied total"), "", *total, ""))
    columns = [_("Class"), _("Polygons"), _("On the sphere"), _("On WGS84"), _("Drawn twice")]
    return pd.DataFrame(rows, columns=columns)


def refused_rows(audit: Audit, words: Wording) -> pd.DataFrame:
    """Tabulate refused features and parts, with reason and place."""
    _ = words.gettext
    refused = (*audit.refused, *audit.refused_parts)
    rows = [(words.number(each.feature), words.say(each.reason)) for each in refused]
    return pd.DataFrame(rows, columns=[_("Feature"), _("What is wrong, and where")])


def left_out_rows(audit: Audit, words: Wording) -> pd.DataFrame:
    """Tabulate what is not occupied land, by kind."""
    _ = words.gettext
    rows = [(words.say(each.label), words.number(each.features)) for each in audit.left_out]
    return pd.DataFrame(rows, columns=[_("Kind of number"), _("Features")])


def repair_rows(audit: Audit, words: Wording) -> pd.DataFrame:
    """Tabulate repaired polygons: where, and by how much the area changed."""
    _ = words.gettext
    rows = [
        (
            words.number(each.feature),
            words.number(each.polygon),
            words.say(each.problem),
            f"{each.latitude_deg:.5f}, {each.longitude_deg:.5f}",
            words.area(each.before_km2, 3),
            words.area(each.after_km2, 3),
        )
        for each in audit.repairs
    ]
    columns = [_("Feature"), _("Polygon"), _("Problem"), _("Latitude, longitude")]
    return pd.DataFrame(rows, columns=[*columns, _("Before"), _("After")])


def difference_rows(compared: Comparison, words: Wording) -> pd.DataFrame:
    """Tabulate the differences from the nearest map."""
    _ = words.gettext
    rows = {
        _("Occupied on your map only"): compared.more_km2,
        _("of it where the archive never marked land"): compared.beyond_km2,
        _("Occupied on the archive's map only"): compared.less_km2,
    }
    areas = [words.area(km2, 1) for km2 in rows.values()]
    return pd.DataFrame({_("Measure"): list(rows), _("Area"): areas})


def oblast_rows(compared: Comparison, words: Wording) -> pd.DataFrame:
    """Tabulate the oblasts: this map, the archive, the difference, the share of the land."""
    _ = words.gettext
    rows = [
        (
            _(OBLAST_NAMES.get(each.oblast_iso, IN_NO_OBLAST)),
            words.area(each.occupied_km2, 1),
            words.percent(each.occupied_km2 / each.land_km2 * 100, 1) if each.land_km2 else "–",
            words.area(each.archive_km2, 1),
            words.signed_area(each.occupied_km2 - each.archive_km2, 1),
        )
        for each in compared.oblasts
    ]
    nearest = _("Archive, {day}").format(day=words.short_day(compared.by_shape.as_of_date))
    columns = [_("Oblast"), _("This map"), _("Share of its land"), nearest, _("Difference")]
    return pd.DataFrame(rows, columns=columns)


def hromada_rows(compared: Comparison, names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    """Tabulate the hromadas in which the two maps differ, the most first.

    Args:
        compared: The comparison.
        names: Names of hromadas by their official code.
        words: The reader's language.
    """
    _ = words.gettext
    rows = [
        (
            names[each.katottg],
            _(OBLAST_NAMES.get(each.oblast_iso, IN_NO_OBLAST)),
            words.area(each.occupied_km2, 1),
            words.area(each.archive_km2, 1),
            words.area(each.more_km2, 1),
            words.area(each.less_km2, 1),
        )
        for each in compared.hromadas
        if each.more_km2 + each.less_km2 >= SMALLEST_KM2
    ]
    nearest = _("Archive, {day}").format(day=words.short_day(compared.by_shape.as_of_date))
    columns = [_("Hromada"), _("Oblast"), _("This map"), nearest]
    return pd.DataFrame(
        rows, columns=[*columns, _("On this map only"), _("On the archive's map only")]
    )


def hromada_precision(words: Wording) -> str:
    """Write how land was assigned to hromadas."""
    return words.gettext(
        "Hromadas in which the two differ. Each hexagon, of about three quarters of a km², counts "
        "whole in the hromada of its centre. Land where the archive never marked any, and land "
        "in oblasts whose hromadas are not known, is in none."
    )


def oblast_precision(compared: Comparison, words: Wording) -> str:
    """Write how land was assigned to oblasts, and the precision of that."""
    if compared.oblast_basis == "cells":
        return words.gettext(
            "Each hexagon, of about three quarters of a km², counts whole in the oblast of its "
            "centre: a few km² may be on the wrong side of a border. Land in hexagons that the "
            "archive never marked is not in any oblast."
        )
    return words.gettext(
        "Much of this map lies where the archive never marked occupied land, so it is divided by "
        "the drawn outlines of the oblasts. They are simplified by about a kilometre: areas "
        "along a border may be off by tens of km². Land beyond them is not in any oblast."
    )
