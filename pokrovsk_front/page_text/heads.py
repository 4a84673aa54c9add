"""Heads of the pages: the name in the navigation, the title, and one sentence on what it is for."""

from dataclasses import dataclass

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page.

    Attributes:
        name: Its name in the navigation.
        title: Its title.
        lead: What it is for, in one sentence.
    """

    name: str
    title: str
    lead: str


FIRST = "overview"
"""The page that opens dashboard and site; it says when the latest map is out of date."""

HEADS: dict[str, Head] = {
    "overview": Head(
        N_("Overview"),
        N_("The Pokrovsk front, recomputed"),
        N_(
            "We recalculated each figure of a Bloomberg article on the open archive of the "
            "DeepState map."
        ),
    ),
    "front_map": Head(
        N_("Front map"),
        N_("The front on any day"),
        N_("The map at the end of any day in Kyiv since April 2022, or the last one before it."),
    ),
    "months": Head(
        N_("Month by month"),
        N_("What changed in a month"),
        N_("The brief of any month or days: what stands out, each with its source."),
    ),
    "gains": Head(
        N_("2024 v 2025"),
        N_("2024 and 2025 side by side"),
        N_("How much land changed hands in any two windows of days, measured by one method."),
    ),
    "cities": Head(
        N_("Cities"),
        N_("How much of each city is occupied"),
        N_("One city at a time: its share on any day, its distance to the front, its people."),
    ),
    "hromadas": Head(
        N_("Hromadas"),
        N_("Hromada by hromada"),
        N_(
            "How much of each hromada, a community of towns and villages, is occupied on any day, "
            "and what changed between two."
        ),
    ),
    "people": Head(
        N_("People"),
        N_("The people of the cities"),
        N_("How many lived there and how many were left: who counted, when, where and what."),
    ),
    "distances": Head(
        N_("Distances"),
        N_("How far from the front"),
        N_("Kilometres from a city's centre to the nearest occupied land, and from city to city."),
    ),
    "timeline": Head(
        N_("Timeline"),
        N_("What happened, and who said so"),
        N_("Dated events of the Pokrovsk front, each with its source and its certainty."),
    ),
    "claims": Head(
        N_("Claim check"),
        N_("The article, claim by claim"),
        N_("What the article says, beside our figure or a second source."),
    ),
    "your_map": Head(
        N_("Your map"),
        N_("Audit a map of your own"),
        N_("What a map file holds, how large it is, and which day of the archive is nearest."),
    ),
    "method": Head(
        N_("Method"),
        N_("How it is measured"),
        N_("The rules behind every figure, where the figures come from, and what changed."),
    ),
}
"""By the name of the page, in the order of the navigation, in no language."""


def head(page: str, words: Wording) -> Head:
    """Give the head of a page in a language."""
    found = HEADS[page]
    return Head(*map(words.gettext, (found.name, found.title, found.lead)))
