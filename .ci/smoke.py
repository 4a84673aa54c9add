"""Open every page once, in this process, with whatever is installed.

Run on a fresh environment that holds the runtime packages alone, it tells that
what the project asks for is enough for a reader. It opens no browser and checks no content.
"""

import sys
from pathlib import Path

import click
from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).resolve().parents[1]
SECONDS_A_PAGE = 60.0


def main() -> int:
    """Run `app.py`, then each page; return 1 when one of them raised."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=SECONDS_A_PAGE).run()
    failures = {"app.py": [error.message for error in app.exception]}
    for page in sorted((PROJECT / "pages").glob("*.py")):
        name = page.relative_to(PROJECT).as_posix()
        app.switch_page(name).run()
        failures[name] = [error.message for error in app.exception]
    for name, messages in failures.items():
        click.echo(f"{name}: {'; '.join(messages) or 'opens'}")
    return int(any(failures.values()))


if __name__ == "__main__":
    sys.exit(main())
