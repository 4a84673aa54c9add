"""The command line: `pokrovsk-front COMMAND`, or `python -m pokrovsk_front COMMAND`.

A command that cannot do what it was asked says why in one sentence and exits with code 2.
"""

import click

from pokrovsk_front.commands import (
    brief,
    build,
    check,
    city,
    claims,
    distances,
    pack,
    people,
    picture,
    site,
    territory,
)
from pokrovsk_front.commands.update import update


@click.group()
@click.version_option(package_name="pokrovsk-front", prog_name="pokrovsk-front")
def main() -> None:
    """Figures of the Pokrovsk front, recomputed from the open map archive."""


for command in (
    *(build.ingest, build.labels),
    *(territory.gain, territory.compare_windows, territory.state, territory.diff),
    brief.brief_command,
    *(claims.claims, people.population),
    *(city.city, distances.distance, distances.front_distance),
    *(pack.pack, picture.picture, site.site),
    update,
    check.check,
):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="python -m pokrovsk_front")
