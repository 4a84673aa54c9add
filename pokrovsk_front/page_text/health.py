"""Health of the map archives: a list of sentences, and the tables behind it.

Every number comes from the tables.
"""

from functools import partial

import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.health import Count, Health
from pokrovsk_front.model.health_tables import gap_table, jump_table, refused_table, repeat_table
from pokrovsk_front.model.map_text import day_certainty
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Section, Table


def archive_names(rules: ArchiveRules) -> dict[str, str]:
    """Give the short title of each archive, by `archive_id`."""
    return {each.archive_id: each.short_title for each in rules.archives}


def recent_days(health: Health) -> Window:
    """Give the days since the archive has about a map a day: the years that figures compare."""
    return health.since(RECENT_ERA_FIRST_DAY)


def sentences(health: Health, rules: ArchiveRules, words: Wording) -> str:
    """Say what the archives hold, what is missing, and the rule that dates the last map."""
    names = archive_names(rules)
    said = [
        _last_map(health, words),
        _rule(health, rules, words),
        _inferred(health, words),
        *(_archive(names[key], health.counts[key], words) for key in names if key in health.counts),
        _dropped(rules, words),
        _missing(health, words),
        _repeats(health, words),
        _jumps(health, rules, words),
        _largest(health, words),
        _refused(health, words),
    ]
    return "\n".join(f"- {sentence}" for sentence in said if sentence)


def section(health: Health, rules: ArchiveRules, words: Wording) -> Section:
    """Give the sentences under their heading."""
    title = words.gettext("Archive health")
    return Section("archive_health", title, sentences(health, rules, words))


def lists(health: Health, rules: ArchiveRules, words: Wording) -> list[Table]:
    """Give the rows behind the sentences; a list without rows is left out."""
    _ = words.gettext
    names = archive_names(rules)
    repeats = partial(repeat_table, health, names, words)
    refused = partial(refused_table, health, names, words)
    found = (
        (health.gaps, "missing_days", _("Days without a map"), partial(gap_table, health, words)),
        (health.repeats, "repeated_maps", _("Repeated maps"), repeats),
        (health.jumps, "jump_days", _("Jump days"), partial(jump_table, health, words)),
        (health.refused, "refused_files", _("Refused files"), refused),
    )
    return [Table(name, title, make_rows) for rows, name, title, make_rows in found if len(rows)]


def _archive(name: str, count: Count, words: Wording) -> str:
    if count.dates is None:
        return ""
    others = count.maps - count.used - count.refused - count.copies
    said = (
        words.messages.ngettext(
            "**{archive}:** {maps}, dated {first} to {last}. {used} are used for one day each, "
            "{others} only for comparison.",
            "**{archive}:** {maps}, dated {first} to {last}. {used} are used for one day each, "
            "the other {others} only for comparison.",
            others,
        )
        if others
        else words.gettext(
            "**{archive}:** {maps}, dated {first} to {last}. {used} are used for one day each."
        )
    )
    text = said.format(
        archive=name,
        maps=words.number(count.maps),
        first=words.day(count.dates.first_day),
        last=words.day(count.dates.last_day),
        used=words.number(count.used),
        others=words.number(others),
    )
    if not count.copies:
        return text
    copies = words.messages.ngettext(
        "{copies} shows the map of a day for which another archive is used.",
        "{copies} show the map of a day for which another archive is used.",
        count.copies,
    )
    return f"{text} {copies.format(copies=words.number(count.copies))}"


def _inferred(health: Health, words: Wording) -> str:
    """Say how maps are dated of which only the time of reading is known."""
    if health.inferred is None:
        return ""
    known = health.inferred
    return words.gettext(
        "**Days since {first}:** of {days}, {certain} have a map whose day is certain and "
        "{within} one dated within one day; {missing} have none. {both} have their map in two "
        "archives."
    ).format(
        first=words.day(known.days.first_day),
        days=words.number(known.days.days),
        certain=words.number(known.certain),
        within=words.number(known.within_one_day),
        missing=words.number(known.missing),
        both=words.number(known.in_two_archives),
    )


def _dropped(rules: ArchiveRules, words: Wording) -> str:
    """Say which classes of land on the maps are in no figure, and what is cut at the border."""
    labels = dict.fromkeys(
        dropped.label for archive in rules.archives for dropped in archive.dropped_classes
    )
    return words.gettext("**Not in any figure, by class:** {classes}. {reason}").format(
        classes="; ".join(labels), reason=rules.border_reason
    )


def _missing(health: Health, words: Wording) -> str:
    _ = words.gettext
    missing = sum(gap.days for gap in health.gaps)
    if not missing:
        return _("**Days without a map:** none from {first} to {last}.").format(
            first=words.day(health.days.first_day), last=words.day(health.days.last_day)
        )
    recent = recent_days(health)
    gaps = health.gaps_within(recent)
    said = _(
        "**Days without a map:** {missing} of {days}. The last map before such a day is used for "
        "it, and the pages say how old it is."
    ).format(missing=words.number(missing), days=words.number(health.days.days))
    if not gaps:
        return said
    longest = max(gaps, key=lambda gap: gap.days)
    return " ".join(
        [
            said,
            _(
                "Before {since} maps are mostly a week apart; since then {missing} of {days} days "
                "have none, at most {most} in a row ({longest})."
            ).format(
                since=words.day(recent.first_day),
                missing=words.number(sum(gap.days for gap in gaps)),
                days=words.number(recent.days),
                most=words.number(longest.days),
                longest=_days_in_a_row(longest, words),
            ),
        ]
    )


def _days_in_a_row(days: Window, words: Wording) -> str:
    return words.short_day(days.first_day) if days.days == 1 else words.window(days)


def _repeats(health: Health, words: Wording) -> str:
    _ = words.gettext
    if health.repeats.empty:
        return _("**Repeated maps:** none shows the same occupied land as the map before it.")
    return _(
        "**Repeated maps:** {repeats} of {maps} show the same occupied land as the map before "
        "them in their archive; {used} of these are used for a day. A repeat may be a day "
        "without change or a copy made before the map was updated: the archive does not say "
        "which."
    ).format(
        repeats=words.number(len(health.repeats)),
        maps=words.number(sum(count.maps for count in health.counts.values())),
        used=words.number(int((health.repeats["status"] == "used").sum())),
    )


def _jumps(health: Health, rules: ArchiveRules, words: Wording) -> str:
    _ = words.gettext
    bound = words.area(rules.max_jump_km2)
    if health.jumps.empty:
        said = _(
            "**Jump days:** none; no map differs from the one before by more than {bound} for each "
            "day between them, land gained and land regained together."
        ).format(bound=bound)
    else:
        said = words.messages.ngettext(
            "**Jump days:** {jumps} map differs from the one before by more than {bound} for each "
            "day between them, land gained and land regained together: that of {day}.",
            "**Jump days:** {jumps} maps differ from the one before by more than {bound} for each "
            "day between them, land gained and land regained together, the last on {day}.",
            len(health.jumps),
        ).format(
            jumps=words.number(len(health.jumps)),
            bound=bound,
            day=words.day(health.jumps["as_of_date"].iloc[-1].date()),
        )
    return f"{said} {rules.jump_reason}"


def _largest(health: Health, words: Wording) -> str:
    recent = recent_days(health)
    steps = health.changes
    steps = steps[steps["as_of_date"] > pd.Timestamp(recent.first_day)]
    if steps.empty:
        return ""
    largest = steps.iloc[int(steps["changed_km2_per_day"].argmax())]
    return words.gettext(
        "**Largest change since {since}:** the map of {day} adds {gained} to the occupied land "
        "and takes {regained} from it. A step of this size may be either a redrawn line or a day "
        "of fighting: the archive does not say which."
    ).format(
        since=words.day(recent.first_day),
        day=words.day(largest["as_of_date"].date()),
        gained=words.area(largest["gained_km2"], 1),
        regained=words.area(largest["regained_km2"], 1),
    )


def _refused(health: Health, words: Wording) -> str:
    _ = words.gettext
    if health.refused.empty:
        return _("**Refused files:** none; each could be read completely.")
    return words.messages.ngettext(
        "**Refused files:** {count} could not be read completely and is not used for any day; "
        "the reason is listed below.",
        "**Refused files:** {count} could not be read completely and are not used for any day; "
        "their reasons are listed below.",
        len(health.refused),
    ).format(count=words.number(len(health.refused)))


def _last_map(health: Health, words: Wording) -> str:
    _ = words.gettext
    last = health.last_map
    said = {"day": words.day(last.as_of_date), "file": last.edition}
    if last.edition_at is None and last.not_before_at and last.not_after_at:
        return _(
            "**Last map:** it is used for {day}; its file is `{file}`, read on {date}. It was "
            "published between {not_before} and {not_after}."
        ).format(
            date=words.day(last.edition_date),
            not_before=words.instant(last.not_before_at),
            not_after=words.instant(last.not_after_at),
            **said,
        )
    if last.edition_at is None:
        return _(
            "**Last map:** it is used for {day}; its file is `{file}` of {date}. The archive "
            "does not say at what hour it was published."
        ).format(date=words.day(last.edition_date), **said)
    return _(
        "**Last map:** it is used for {day}; its file is `{file}`, published on {instant}."
    ).format(instant=words.instant(last.edition_at), **said)


def _rule(health: Health, rules: ArchiveRules, words: Wording) -> str:
    _ = words.gettext
    last = health.last_map
    rule = rules.dating.range_on(last.as_of_date)
    if rule is None:
        return ""
    return _("**Rule that dates the map of {day}** ({certainty}): {reason}").format(
        day=words.day(last.as_of_date),
        certainty=day_certainty(last.certainty, words),
        reason=rule.reason,
    )
