"""A brief as text: its sentences with their sources, in plain lines or as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pokrovsk_front.model.brief.fact import Brief, Fact
from pokrovsk_front.model.brief.sentences import headline, origins, sentence
from pokrovsk_front.model.wording import Wording

Sources = Mapping[str, tuple[str, str]]
"""Name and address of each source by `source_id`."""


SENTENCES_IN_SHORT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a brief, the fact that it writes, and its sources: names and addresses."""

    fact: Fact
    sentence: str
    origins: tuple[tuple[str, str], ...]

    @property
    def credits(self) -> tuple[tuple[str, str], ...]:
        """The sources for a reader, each name once: two archives of a map have one credit."""
        named: dict[str, str] = {}
        for name, url in self.origins:
            named.setdefault(name, url)
        return tuple(named.items())


def lines(brief: Brief, words: Wording, sources: Sources) -> tuple[Line, ...]:
    """Write each fact of a brief, in its order."""
    return tuple(Line(fact, sentence(fact, words), origins(fact, sources)) for fact in brief.facts)


def in_short(brief: Brief, words: Wording) -> tuple[str, ...]:
    """Write the headline of a brief, and the sentences that stand out most after its net change."""
    first = brief.facts[1 : SENTENCES_IN_SHORT + 1]
    return headline(brief, words), *(sentence(fact, words) for fact in first)


def plain(brief: Brief, words: Wording, sources: Sources, note: str = "") -> str:
    """Write a brief as plain text: its headline, and a line a sentence with its source.

    Args:
        brief: The brief.
        words: The language.
        sources: The sources.
        note: What stands under the headline, such as that a month is not over.
    """
    return plain_lines(headline(brief, words), lines(brief, words, sources), words, note)


def plain_lines(head: str, written: Iterable[Line], words: Wording, note: str = "") -> str:
    """Write sentences as plain text under a headline, each on a line with its source."""
    said = [
        _with_source(line.sentence, [name for name, _url in line.credits], words)
        for line in written
    ]
    return "\n".join([head, *filter(None, [note]), "", *said])


def _with_source(said: str, names: Sequence[str], words: Wording) -> str:
    return words.gettext("{sentence} Source: {sources}.").format(
        sentence=said, sources=", ".join(names)
    )


def markdown(
    brief: Brief, words: Wording, sources: Sources, data_version: str, note: str = ""
) -> str:
    """Write a brief as Markdown: a heading, and a list of sentences with linked sources.

    Args:
        brief: The brief.
        words: The language.
        sources: The sources.
        data_version: The version of the figures, which stands at the foot.
        note: What stands under the heading, such as that a month is not over.
    """
    said = []
    for line in lines(brief, words, sources):
        links = [f"[{name}]({url})" for name, url in line.credits]
        said.append(f"- {_with_source(line.sentence, links, words)}")
    foot = words.gettext("Calculated from the maps up to {day}, data version {version}.").format(
        day=words.day(brief.net.as_of_date), version=data_version
    )
    under = [note, ""] if note else []
    return "\n".join([f"# {headline(brief, words)}", "", *under, *said, "", foot])
