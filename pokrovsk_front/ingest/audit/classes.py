"""Classification of the features of a reader's map, by fill, name and status.

The rules of the archives come first. Beyond them, land that its name or status marks as
liberated or of unknown status is never occupied, whatever its fill and whatever else the file
holds. A fill is read in capitals too; no other property is looked at.
"""

import re
from typing import Any

from pokrovsk_front.catalog.archives import GREY_ZONE, Archive
from pokrovsk_front.ingest.audit.geometry import FeatureError
from pokrovsk_front.ingest.geojson import excerpt, kind_of
from pokrovsk_front.ingest.measure.snapshot import SIGN_TYPES
from pokrovsk_front.model.audit import Form
from pokrovsk_front.model.messages import N_, Message

DRAWN = "drawn"
"""Class of all land in a file that follows no archive's class rules."""

LIBERATED = Message("regained land")

NOT = r"(?<!\bnot )(?<!\bnot yet )(?<!\bне )"
MARKS: tuple[tuple[re.Pattern[str], str | Message], ...] = (
    (
        re.compile(
            rf"(?i){NOT}(?:\bliberated\b|\bde-?occupied\b|\brecaptured\b|\bregained\b|"
            r"\btaken back\b|\bstatus\.dismissed|\bзвільнен|\bдеокупован)"
        ),
        LIBERATED,
    ),
    (
        re.compile(
            r"(?i)\bunknown status\b|\bstatus\.unknown\b|\bcontested\b|\bgr[ae]y zone\b|"
            r"\bстатус невідом|\bситуація невідом|\bпід питанням\b|\bсіра зона\b"
        ),
        GREY_ZONE,
    ),
)
"""Words in a name that mark land as not occupied: its class, or a label to leave it out."""

MAX_MARKED_LETTERS = 1_000
"""Length of a name that is searched for marks."""


def fill_and_name(properties: object) -> tuple[str | None, str]:
    """Read the fill of a feature in lower case, and its name with its status.

    Raises:
        FeatureError: They are no texts.
    """
    if properties is None:
        return None, ""
    if not isinstance(properties, dict):
        raise FeatureError(N_("its properties are {kind}, not an object"), kind=kind_of(properties))
    fill, name, status = (properties.get(key) for key in ("fill", "name", "status"))
    for key, value in (("fill", fill), ("name", name)):
        if not (value is None or isinstance(value, str)):
            raise FeatureError(
                N_("its property “{key}” is {kind}, not a text"), key=key, kind=kind_of(value)
            )
    said = " /// ".join(text for text in (name, status) if isinstance(text, str) and text)
    return (fill.strip().lower() or None) if fill else None, said


def is_sign(feature: object) -> bool:
    """Return whether a feature is a point or a line, which is not measured."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return isinstance(kind, str) and kind in SIGN_TYPES


def _class_in(archive: Archive, fill: str | None, name: str) -> str | None:
    return next((rule.class_id for rule in archive.classes if rule.matches(fill, name)), None)


def form_of(features: list[Any], raw: Archive, merged: Archive) -> Form:
    """Detect which archive's class rules a file follows, if any."""
    fills = []
    for feature in features:
        if isinstance(feature, dict) and not is_sign(feature):
            try:
                fills.append(fill_and_name(feature.get("properties")))
            except FeatureError:
                continue
    known = [(_class_in(raw, fill, name), _marked(name)) for fill, name in fills]
    if any(class_id and marked != LIBERATED for class_id, marked in known):
        return "raw"
    is_alone = len(features) == 1 and len(fills) == 1
    return "merged" if is_alone and _class_in(merged, *fills[0]) else "other"


def _marked(name: str) -> str | Message | None:
    searched = name[:MAX_MARKED_LETTERS]
    return next((what for mark, what in MARKS if mark.search(searched)), None)


def class_of(form: Form, rules: dict[str, Archive], fill: str | None, name: str) -> str | Message:
    """Classify a feature: its class, or a label for why it is left out."""
    raw, own = rules["raw"], rules.get(form)
    class_id = _class_in(own, fill, name) if own else None
    if class_id == GREY_ZONE:
        return class_id
    for rule in raw.dropped_classes:
        if rule.matches(fill, name):
            return Message(rule.label)
    marked = _marked(name)
    if marked is not None:
        return marked
    if class_id is not None or form == "other":
        return class_id or DRAWN
    none = Message(N_("none"))
    return Message(
        N_("unknown class: fill {fill}, name {name}"),
        {"fill": excerpt(fill) if fill else none, "name": excerpt(name) if name else none},
    )
