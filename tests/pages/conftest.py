"""What is found once for all pages that are opened without a server."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from pokrovsk_front.ui.front_map import Part
from tests.pages.opening import PARTS


@pytest.fixture(scope="session", autouse=True)
def _packages_are_searched_once() -> Iterator[None]:
    """Search the installed packages for components once, as a server does when it starts.

    `AppTest` does so for each visit, which takes longer than most pages.
    """
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session", autouse=True)
def _parts_of_maps_are_kept() -> Iterator[None]:
    """Keep the parts of maps as a browser does: they are sent once a visit."""
    make = Part.of

    def kept(value: object) -> Part:
        part = make(value)
        PARTS[part.digest] = part.json
        return part

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Part, "of", kept)
        yield
