"""Command `check`: audit of a map file."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pokrovsk_front.commands.answer import json_option, print_json, refusing
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.ingest.audit.sandbox import audited
from pokrovsk_front.ingest.regular import FileError, read_regular
from pokrovsk_front.model.audit import Audit, AuditError, NearestMap
from pokrovsk_front.model.audit_text import class_name, headline, said_of, summary
from pokrovsk_front.model.wording import Wording


def _nearest(found: NearestMap) -> dict[str, Any]:
    return {
        "as_of_date": found.as_of_date.isoformat(),
        "as_of_dates": [day.isoformat() for day in found.as_of_dates],
        "difference_km2": found.difference_km2,
    }


def _answer(audit: Audit) -> dict[str, Any]:
    answer = asdict(audit)
    said = {"left_out": "label", "repairs": "problem"}
    said |= {"refused": "reason", "refused_parts": "reason"}
    for key, name in said.items():
        for row, found in zip(answer[key], getattr(audit, key), strict=True):
            row[name] = str(getattr(found, name))
    answer["repeats"] = [
        {"feature": later, "repeats_feature": earlier} for later, earlier in audit.repeats
    ]
    compared = audit.comparison
    if compared is not None:
        answer["comparison"] |= {
            "by_area": _nearest(compared.by_area),
            "by_shape": _nearest(compared.by_shape),
        }
    return answer


@click.command()
@click.argument("file", type=NamedPath(path_type=Path))
@json_option
def check(file: Path, as_json: bool) -> None:
    """Audit the map in FILE (GeoJSON): classes, areas, the nearest day and what differs from it."""
    with refusing(FileError, where=file):
        data = read_regular(file)
    with refusing(AuditError):
        audit = audited(data)
    if as_json:
        print_json(_answer(audit))
        return
    words = Wording()
    click.echo(headline(audit, words))
    click.echo(summary(audit, words))
    for each in audit.classes:
        area = words.area(each.area_km2, 1)
        click.echo(f"  {class_name(each.class_id, words)}: {area} in {each.polygons} polygons")
    for line in said_of(audit, words):
        click.echo(f"  {line}")
