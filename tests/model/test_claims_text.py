"""Verdicts in words, in the language of the reader."""

from pokrovsk_front.model.claims_text import verdict_label, verdict_name
from pokrovsk_front.model.wording import Wording
from tests.model.made_up_words import in_ukrainian

WORDS = Wording()


def test_verdicts_carry_a_mark() -> None:
    assert verdict_label("confirmed", WORDS) == "✓ confirmed"
    assert verdict_label("contradicted", WORDS) == "✗ contradicted"


def test_a_verdict_is_in_the_language_of_the_reader() -> None:
    words = in_ukrainian({"✓ confirmed": "✓ підтверджено"})
    assert verdict_label("confirmed", words) == "✓ підтверджено"
    assert verdict_name("confirmed", words) == "підтверджено"
