"""Command `check`: audit of a map file."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pokrovsk_front.catalog.output import check_file, write_file
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.commands.answer import Refusal, json_option, print_json, refusing
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.ingest.audit.sandbox import audited
from pokrovsk_front.ingest.regular import FileError, read_regular
from pokrovsk_front.model.audit import (
    Audit,
    AuditError,
    Comparison,
    NearestMap,
    shown_comparison,
)
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
    # For a map; whoever has the file has it.
    del answer["outline"]
    said = {"left_out": "label", "repairs": "problem"}
    said |= {"refused": "reason", "refused_parts": "reason"}
    for key, name in said.items():
        for row, found in zip(answer[key], getattr(audit, key), strict=True):
            row[name] = str(getattr(found, name))
    answer["repeats"] = [
        {"feature": later, "repeats_feature": earlier} for later, earlier in audit.repeats
    ]
    for key, compared in (("comparison", audit.comparison), ("own", audit.own)):
        if compared is not None:
            answer[key] |= {
                "by_area": _nearest(compared.by_area),
                "by_shape": _nearest(compared.by_shape),
            }
    return answer


def _write_pack(audit: Audit, compared: Comparison | None, out: Path) -> None:
    from pokrovsk_front.export.audit_pack import audit_pack
    from pokrovsk_front.export.site_context import SiteContext
    from pokrovsk_front.maps.audit import audit_figure, view_of

    if compared is None:
        raise Refusal("The map shares no land with the archive: there is nothing to pack.")
    context = SiteContext(Wording())
    figure = audit_figure(
        compared,
        audit.outline,
        setting=context.setting("light", view_of(audit.outline)),
        source_ids=context.library.archive_source_ids,
    )
    static_dir = DATA_DIR.parent / "static"
    with refusing(OSError):
        write_file(
            out,
            audit_pack(
                audit, compared, figure, context.texts, context.words, static_dir=static_dir
            ),
        )


@click.command()
@click.argument("file", type=NamedPath(path_type=Path))
@click.option(
    "--whole-country",
    is_flag=True,
    help="Compare a map of a part with the whole country, not within its own extent.",
)
@click.option(
    "--pack", "out", type=NamedPath(path_type=Path, ending=".zip"), help="A zip of the result."
)
@json_option
def check(file: Path, whole_country: bool, out: Path | None, as_json: bool) -> None:
    """Audit the map in FILE (GeoJSON): classes, areas, the nearest day and what differs from it."""
    if out:
        # Before the map is measured: that takes a while.
        with refusing(OSError):
            is_own = check_file(out).exists() and out.samefile(file)
        if is_own:
            raise Refusal(f"{out} is the map itself: give the pack another name.")
    with refusing(FileError, where=file):
        data = read_regular(file)
    with refusing(AuditError, where=file):
        audit = audited(data)
    compared = shown_comparison(audit, is_whole=whole_country)
    if out:
        _write_pack(audit, compared, out)
    if as_json:
        print_json(_answer(audit))
        return
    words = Wording()
    click.echo(headline(audit, compared, words))
    click.echo(summary(audit, words))
    for each in audit.classes:
        area = words.area(each.area_km2, 1)
        click.echo(f"  {class_name(each.class_id, words)}: {area}; polygons: {each.polygons}")
    for line in said_of(audit, compared, words):
        click.echo(f"  {line}")
    if out:
        click.echo(f"Wrote {out}.")
