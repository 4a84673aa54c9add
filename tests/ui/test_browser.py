"""The scripts of every page come through Streamlit's cleaning of HTML."""

import re

from pokrovsk_front.ui import browser


def test_no_script_holds_what_may_begin_a_tag() -> None:
    # DOMPurify drops a whole script, in silence, where its text has a sign of a tag.
    assert not re.findall(r"<[/\w!]", browser.page_script())


def test_the_scripts_are_one_in_their_order() -> None:
    script = browser.page_script()
    marks = ("hasSteps", "hasPageScript", "hasPlatformTexts", "hasAnswers")
    places = [script.index(f"window.{mark} = true") for mark in marks]
    assert places == sorted(places)
