"""Mutated maps, thousands of them: each is measured or refused in a sentence, and quickly.

The seeds are made-up maps and, where the archive is, real ones with few vertices.
"""

import json
import random
import tarfile
import time
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.audit.audit import audit
from pokrovsk_front.model.audit import Audit, AuditError
from tests.ingest.conftest import REAL_ARCHIVES
from tests.ingest.made_up import merged_map, raw_map

pytestmark = pytest.mark.whole

RULES = archive_rules()
EXAMPLES = 2_100
MAX_SECONDS = 5
REAL_SEEDS = 4
MAX_REAL_FEATURES = 12
MAX_REAL_PARTS = 8
EARTH_KM2 = 511_300_000
"""The sphere of radius 6,378,137 m: 4 π R²."""

ODD: tuple[Any, ...] = (
    *(None, True, "", "37", [], {}, [[]], -1, 0, 91, 180.5, 1e6, 1e308, -1e308, 10**400),
    *(float("nan"), float("inf"), {"type": "Polygon"}, [37.0], [37.0, 48.0], "\ud800", "x" * 500),
    *("Polygon", "MultiPolygon", "GeometryCollection", "Point", "#a52714", "#880e4f", "Крим"),
)


def _short(geometry: Any) -> Any:  # noqa: ANN401
    """Keep the first parts of a geometry and the first vertices of their rings."""
    match geometry["type"]:
        case "GeometryCollection":
            parts = geometry["geometries"][:MAX_REAL_PARTS]
            return geometry | {"geometries": [_short(part) for part in parts]}
        case "Polygon":
            rings = geometry["coordinates"][:MAX_REAL_PARTS]
            return geometry | {"coordinates": [[*ring[:20], ring[0]] for ring in rings]}
        case "MultiPolygon":
            parts = [
                _short({"type": "Polygon", "coordinates": part})["coordinates"]
                for part in geometry["coordinates"][:MAX_REAL_PARTS]
            ]
            return geometry | {"coordinates": parts}
        case _:
            return geometry


def _small(data: bytes) -> bytes:
    """Keep a little of a real map: most examples must be cheap."""
    document = json.loads(data)
    kept = sorted(document["features"], key=lambda each: len(json.dumps(each)))
    short = [each | {"geometry": _short(each["geometry"])} for each in kept[-MAX_REAL_FEATURES:]]
    return json.dumps(document | {"features": short}, ensure_ascii=False).encode()


def _real() -> list[bytes]:
    """Read a few maps of the archive, where it is beside the project."""
    packed = [REAL_ARCHIVES] if REAL_ARCHIVES.is_file() else [*REAL_ARCHIVES.glob("*.tar.xz")]
    found: list[bytes] = []
    if packed:
        with tarfile.open(packed[0]) as archive:
            for member in archive:
                if member.name.endswith(".geojson"):
                    file = archive.extractfile(member)
                    found.append(_small(file.read() if file else b""))
                if len(found) == REAL_SEEDS:
                    break
    else:
        for path in sorted(REAL_ARCHIVES.glob("*/*.geojson"))[::400][:REAL_SEEDS]:
            found.append(_small(path.read_bytes()))
    return found


@cache
def seeds() -> tuple[bytes, ...]:
    return (raw_map(36.5), merged_map(36.5), raw_map(36.55), *_real())


def _places(node: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:  # noqa: ANN401
    """List every place of a document, as container and key."""
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        found.append((node, key))
        if isinstance(value, dict | list):
            _places(value, found)
    return found


def _mutate_document(data: bytes, chance: random.Random) -> bytes:
    document = json.loads(data)
    for _ in range(chance.randint(1, 4)):
        places = _places(document, [])
        if not places:
            break
        container, key = chance.choice(places)
        match chance.randrange(6):
            case 0:
                container[key] = chance.choice(ODD)
            case 1:
                del container[key]
            case 2 if isinstance(container, list):
                container.insert(key, container[key])
            case 3 if isinstance(container[key], float):
                container[key] *= chance.choice((-1, 0, 1.0001, 2, 1e-9, 1e9, 1e300))
            case 4 if isinstance(container, list):
                chance.shuffle(container)
            case _:
                other, there = chance.choice(places)
                try:
                    value = json.loads(json.dumps(other[there]))
                except (LookupError, TypeError):
                    continue
                container[key] = value
    return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _mutate_bytes(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    match chance.randrange(5):
        case 0:
            return data[:start]
        case 1:
            return data[:start] + chance.randbytes(chance.randint(1, 9)) + data[start:]
        case 2:
            return data[:start] + data[start + chance.randint(1, 60) :]
        case 3:
            return data[:start] + data[start : start + 80] * chance.randint(2, 40) + data[start:]
        case _:
            return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def outcome_of(data: bytes) -> Audit | str:
    """Give the audit, or the sentence; anything else is raised and fails the test."""
    try:
        return audit(data, RULES).audit
    except AuditError as refusal:
        return str(refusal)


@given(
    seed=st.integers(0, len(seeds()) - 1),
    is_document=st.integers(0, 3).map(bool),
    number=st.integers(0, 2**32),
)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_mutated_map_is_measured_or_refused_and_nothing_else(
    seed: int, is_document: bool, number: int
) -> None:
    mutate = _mutate_document if is_document else _mutate_bytes
    # Of one number: a choice that Hypothesis records costs more than an audit.
    data = mutate(seeds()[seed], random.Random(number))  # noqa: S311
    started = time.process_time()
    outcome = outcome_of(data)
    assert time.process_time() - started < MAX_SECONDS
    if isinstance(outcome, str):
        assert outcome.endswith(".")
        assert 10 < len(outcome) < 400
        assert "\n" not in outcome
        return
    areas = [outcome.occupied_km2, outcome.occupied_wgs84_km2]
    areas += [each.area_km2 for each in outcome.classes]
    assert np.isfinite(areas).all()
    assert min(areas) >= 0
    assert max(areas) < EARTH_KM2
    assert any(each.area_km2 > 0 for each in outcome.classes)
    assert len(outcome.refused) <= outcome.refused_count <= outcome.feature_count
    assert json.loads(json.dumps(outcome.occupied_km2)) == outcome.occupied_km2


def test_the_seeds_are_maps_that_are_measured() -> None:
    for data in seeds():
        outcome = outcome_of(data)
        assert isinstance(outcome, Audit), outcome
        assert outcome.occupied_km2 > 0
