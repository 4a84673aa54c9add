"""The command line that all benches share, and where their numbers go."""

import argparse
import json
from pathlib import Path


def parser(document: str | None) -> argparse.ArgumentParser:
    """Make the parser of a bench from its docstring; `--json` names a file for the numbers."""
    made = argparse.ArgumentParser(description=(document or "").partition("\n")[0])
    made.add_argument("--json", type=Path, help="where the numbers go")
    return made


def keep(path: Path | None, numbers: object) -> None:
    """Write the numbers of a bench to the file that was asked for, if one was."""
    if path:
        path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
