"""Reader of the features of a map that may hold anything: polygons by class, refusals by feature.

Unlike `measure.snapshot`, which refuses an edition that it cannot read whole, this reads what can
be read and counts the rest with its reason. It measures nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import shapely

from pokrovsk_front.catalog.archives import Archive, ArchiveRules
from pokrovsk_front.ingest.audit.classes import class_of, fill_and_name, is_sign
from pokrovsk_front.ingest.audit.geometry import FeatureError, Rings, polygons_of
from pokrovsk_front.ingest.audit.repairs import Drawn
from pokrovsk_front.ingest.geojson import kind_of
from pokrovsk_front.ingest.measure.snapshot import POLYGON_TYPES
from pokrovsk_front.model.audit import AuditError, Form, LeftOut, RefusedFeature
from pokrovsk_front.model.messages import N_, Message, joined

MAX_KINDS = 50
"""Kinds of left-out land that are named; the rest count as one kind."""

MAX_LISTED = 100
"""Refused features, refused parts and repairs listed one by one; all are counted."""

SIGNS = Message(N_("signs (points and lines)"))


@dataclass(slots=True)
class Reading:
    """Polygons and refusals read so far; counts are of all, lists of the first `MAX_LISTED`."""

    polygons: dict[str, list[Drawn]] = field(default_factory=dict)
    left_out: Counter[Message] = field(default_factory=Counter)
    refused_count: int = 0
    refused: list[RefusedFeature] = field(default_factory=list)
    refused_part_count: int = 0
    refused_parts: list[RefusedFeature] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[tuple[str, bytes], int] = field(default_factory=dict)

    def refuse(self, number: int, refusal: FeatureError) -> None:
        """Count a feature that is refused."""
        self.refused_count += 1
        if len(self.refused) < MAX_LISTED:
            self.refused.append(RefusedFeature(number, refusal.message))

    def refuse_part(self, number: int, refusal: FeatureError) -> None:
        """Count a part of a feature that is otherwise read."""
        self.refused_part_count += 1
        if len(self.refused_parts) < MAX_LISTED:
            self.refused_parts.append(RefusedFeature(number, refusal.message))


def _geometry(feature: dict[str, Any]) -> dict[str, Any]:
    """Return the geometry of a feature if its type can have polygons."""
    geometry = feature.get("geometry")
    if geometry is None:
        raise FeatureError(N_("it has no geometry"))
    if not isinstance(geometry, dict):
        raise FeatureError(N_("its geometry is not an object"))
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in POLYGON_TYPES:
        raise FeatureError(N_("its geometry is of the type {kind}"), kind=kind_of(kind))
    return geometry


def _read_feature(
    feature: object, number: int, form: Form, rules: dict[str, Archive], reading: Reading
) -> None:
    if not isinstance(feature, dict):
        raise FeatureError(N_("it is not an object"))
    if is_sign(feature):
        reading.left_out[SIGNS] += 1
        return
    geometry = _geometry(feature)
    fill, name = fill_and_name(feature.get("properties"))
    class_id = class_of(form, rules, fill, name)
    if isinstance(class_id, Message):
        reading.left_out[class_id] += 1
        return
    rings, refused = polygons_of(geometry)
    if not rings and refused:
        raise refused[0]
    for refusal in refused:
        reading.refuse_part(number, refusal)
    if rings:
        _keep(rings, class_id, number, reading)
    else:
        reading.left_out[SIGNS] += 1


def _keep(rings: list[Rings], class_id: str, number: int, reading: Reading) -> None:
    """Add the polygons of a feature, unless an earlier one has the same."""
    drawn = b"".join(ring.tobytes() for each in rings for ring in (each.outer, *each.holes))
    earlier = reading.seen.setdefault((class_id, drawn), number)
    if earlier != number:
        reading.repeats.append((number, earlier))
        return
    reading.polygons.setdefault(class_id, []).extend(
        Drawn(number, each.number, shapely.Polygon(each.outer, each.holes)) for each in rings
    )


def read_features(features: list[Any], form: Form, rules: ArchiveRules) -> Reading:
    """Read every feature of a map; a refused one is counted with its reason."""
    by_form = {archive.archive_id: archive for archive in rules.archives}
    reading = Reading()
    for number, feature in enumerate(features, 1):
        try:
            _read_feature(feature, number, form, by_form, reading)
        except FeatureError as refusal:
            reading.refuse(number, refusal)
    return reading


def check_anything_left(reading: Reading, count: int) -> None:
    """Refuse a file of which no polygon was read.

    Raises:
        AuditError: There is none; it names the first refusal, or what the file has instead.
    """
    if reading.polygons:
        return
    if not reading.refused:
        kinds = (
            Message("{label} ({count})", {"label": label, "count": of})
            for label, of in reading.left_out.most_common(3)
        )
        raise AuditError(
            N_("The file shows no occupied land: it has only {kinds}."), kinds=joined(kinds, "; ")
        )
    first = reading.refused[0]
    if reading.refused_count == 1:
        raise AuditError(
            N_("Feature {number}: {reason}."), number=first.feature, reason=first.reason
        )
    raise AuditError(
        N_(
            "Feature {number}: {reason}. Of {count} features, {others} more are refused too, and "
            "none is left."
        ),
        number=first.feature,
        reason=first.reason,
        others=reading.refused_count - 1,
        count=count,
    )


def left_out_kinds(reading: Reading) -> tuple[LeftOut, ...]:
    """List the kinds of land that were left out, the most frequent first."""
    kinds = reading.left_out.most_common()
    named = [LeftOut(label, of) for label, of in kinds[:MAX_KINDS]]
    if others := sum(of for _, of in kinds[MAX_KINDS:]):
        named.append(LeftOut(Message(N_("other kinds")), others))
    return tuple(named)
