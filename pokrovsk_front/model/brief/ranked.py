"""The brief of a window: all its facts, what stands out most first."""

from pokrovsk_front.model.brief.fact import Brief
from pokrovsk_front.model.brief.inputs import Inputs
from pokrovsk_front.model.brief.land import land_facts
from pokrovsk_front.model.brief.places import place_facts
from pokrovsk_front.model.brief.reports import report_facts
from pokrovsk_front.model.gains import net_gain
from pokrovsk_front.model.windows import Window


def brief(inputs: Inputs, window: Window) -> Brief:
    """Put together the brief of a window: a month, a week, a year or any other days.

    It says what two maps and the statements in `data/` say, and nothing of why. Facts that stand
    out as much are in the order of their days.

    Args:
        inputs: Tables and records, in one language.
        window: The days, both ends included.

    Raises:
        ArchiveGapError: The archive does not cover the window.
    """
    gain = net_gain(inputs.daily_area, window, inputs.breaks)
    places = place_facts(inputs, gain)
    told = frozenset(fact.text("event_id") for fact in places if "event_id" in fact.values)
    facts = [*land_facts(inputs, gain), *places, *report_facts(inputs, gain, told)]
    ranked = sorted(facts, key=lambda fact: (-fact.weight, fact.as_of_date, fact.fact_id))
    return Brief(window, tuple(ranked))
