"""Events of the front: counts, the marks of certainty, and blocks of HTML with their sources."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.timeline import CERTAINTIES, Event
from pokrovsk_front.model.timeline_text import certainty_label, certainty_name, kind_name
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.jumps import Part

MARKS_TITLE = N_("What the marks mean")
MAP_OF_THAT_DAY = N_("Front map of that day")


STYLE = """
.event { padding: .1rem 0 .1rem .9rem; margin: 0 0 1.3rem; max-width: 46rem;
  overflow-wrap: anywhere }
.event.mapped { border-left-style: double }
.event.claimed { border-left-style: dashed }
.event.reported { border-left-style: dotted }
.event :is(h2, h3, h4) { margin: 0 }
.event p { margin: .2rem 0 }
.event .meta { display: flex; flex-wrap: wrap; gap: 0 .9rem; font-size: .95rem }
.event .sure { font-weight: 600; white-space: nowrap }
"""
"""Layout of the blocks, once a page; borders and colours are those of the page."""


def counts(events: Sequence[Event], words: Wording) -> str:
    """Say how many events there are, since when, and how sure they are."""
    _ = words.gettext
    sure = {key: sum(event.certainty == key for event in events) for key in CERTAINTIES}
    return _("**{count} events from {first} to {last}** ({counts}).").format(
        count=words.number(len(events)),
        first=words.day(events[0].event_date),
        last=words.day(events[-1].event_date),
        counts=", ".join(
            _("{certainty}: {count}").format(
                certainty=certainty_name(key, words), count=words.number(count)
            )
            for key, count in sure.items()
        ),
    )


def marks(words: Wording) -> str:
    """Say what the marks of certainty mean."""
    _ = words.gettext
    return _(
        "- **{confirmed}**: acknowledged by the side it counts against, a public act such as an "
        "order, a meeting or a visit, or a count by the authority in charge.\n- **{mapped}**: "
        "shown on the DeepState map, or said by its analysts.\n- **{claimed}**: said by one side "
        "of the war, not verified.\n- **{reported}**: said by media, analysts or individuals.\n\n"
        "The mark is about what was said, not about what is true. The day is that of the event, "
        "or of the statement where the event is that something was said."
    ).format(**{key: certainty_label(key, words) for key in CERTAINTIES})


def by_year(events: Sequence[Event], blocks: Sequence[str], words: Wording) -> list[Part]:
    """Put the blocks of events into a part for each year, in which its months can be jumped to.

    Args:
        events: The events by day.
        blocks: HTML of each.
        words: The reader's language.
    """
    found = []
    pairs = zip(events, blocks, strict=True)
    for year, of_year in groupby(pairs, key=lambda pair: pair[0].event_date.year):
        shown = list(of_year)
        months = groupby((event for event, _block in shown), key=lambda each: each.event_date.month)
        firsts = [next(of_month) for _month, of_month in months]
        within = [(each.event_id, words.short_month(each.event_date)) for each in firsts]
        found.append(Part(f"events_{year}", str(year), [each for _event, each in shown], within))
    return found


def block(
    event: Event,
    names: Mapping[str, str],
    links: Sequence[tuple[str, str]],
    words: Wording,
    *,
    level: int = 3,
) -> str:
    """Render an event as a block of HTML.

    Args:
        event: The event.
        names: What the reader sees of each place.
        links: Where more of it is shown: pairs of an address and of words.
        words: The reader's language.
        level: Level of its heading.
    """
    _ = words.gettext
    where = names[event.place_id] if event.place_id else event.place_name
    meta = [
        f"<time datetime='{event.event_date.isoformat()}'>"
        f"{escape(words.short_day(event.event_date))}</time>",
        *([f"<span>{escape(where)}</span>"] if where else []),
        f"<span>{escape(kind_name(event.kind, words))}</span>",
        f"<span class='sure'>{escape(certainty_label(event.certainty, words))}</span>",
    ]
    title = escape(event.title)
    read = (
        _("{who}. Published by {publisher} (a copy, a digest or a small portal).")
        if event.host_is_weak
        else _("{who}. Published by {publisher}.")
    ).format(
        who=escape(event.attributed_to),
        publisher=f"<a href='{escape(event.url, quote=True)}' target='_blank' rel='noopener'>"
        f"{escape(event.publisher)}</a>",
    )
    note = f"<p class='small'>{escape(event.note)}</p>" if event.note else ""
    ways = " · ".join(
        f"<a href='{escape(href)}' aria-label='{escape(text)}: {title}'>{escape(text)}</a>"
        for href, text in links
    )
    return (
        f"<article class='event {event.certainty}' id='{event.event_id}' "
        f"aria-labelledby='{event.event_id}_title'>"
        f"<p class='meta'>{''.join(meta)}</p>"
        f"<h{level} id='{event.event_id}_title'>{title}</h{level}>"
        f"<p>{read}</p>{note}<p class='small'>{ways}</p></article>"
    )
