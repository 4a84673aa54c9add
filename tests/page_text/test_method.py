"""Text of the method page."""

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.method import release_name


def test_a_release_is_named_by_its_version_and_day() -> None:
    assert release_name("0.2.0 (2026-11-28)", Wording()) == "0.2.0, 28 November 2026"
    assert release_name("0.2.0 (2026-11-28)", Wording("uk")) == "0.2.0, 28 листопада 2026"
    assert release_name("Unreleased", Wording()) == "Unreleased"
