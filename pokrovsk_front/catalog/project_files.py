"""Location of the files that the code reads: beside a checkout, or inside an installed package."""

from pathlib import Path

PACKAGE_DIR = Path(__file__).resolve().parents[1]


def project_root(package_dir: Path = PACKAGE_DIR) -> Path:
    """Locate the folder of `data/`, `locales/`, `static/` and the changelog.

    A wheel carries them inside the package, as `project` (see `pyproject.toml`); in a checkout,
    also one that is installed editable, they lie beside the package.

    Args:
        package_dir: The folder of the package.
    """
    carried = package_dir / "project"
    return carried if carried.is_dir() else package_dir.parent
