"""Claim check: each claim of the article, what it rests on, and what follows."""

from markupsafe import Markup

from pokrovsk_front.export.document import templates
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Page
from pokrovsk_front.export.story.parts import folded
from pokrovsk_front.model.claims import VERDICTS
from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.page_text import claims as claims_text
from pokrovsk_front.page_text import jumps
from pokrovsk_front.page_text.heads import head


def claims(context: SiteContext) -> Page:
    """Make the page."""
    words, _, checks = context.words, context.words.gettext, context.library.checks
    order = claims_text.in_order(context.texts.claims)
    table = claims_text.table(order, context.texts.claims, checks, words)
    return Page(
        "claims",
        head("claims", words),
        (
            blocks(claims_text.counts(checks.values(), words)),
            *folded(_(claims_text.RULE_TITLE), blocks(_(claims_text.RULE))),
            _filters(context),
            _blocks(order, context),
            *folded(_(claims_text.TABLE_TITLE), table, section_id="rows"),
        ),
    )


def _filters(context: SiteContext) -> Markup:
    words, _ = context.words, context.words.gettext
    found = {check.verdict for check in context.library.checks.values()}
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("claims_form.html.j2").render(
            verdicts=[(key, verdict_label(key, words)) for key in VERDICTS if key in found],
            topics=[(key, _(name)) for key, name in claims_text.TOPICS.items()],
            text=claims_text,
            _=_,
        )
    )


def _blocks(order: list[str], context: SiteContext) -> Markup:
    words, claims, checks = context.words, context.texts.claims, context.library.checks
    names = claims_text.Names(context.library.places, context.texts.reference_areas)
    shown = {
        key: claims_text.block(claims[key], checks[key], names, f"#{key}", words) for key in order
    }
    parts = claims_text.by_topic(shown, claims, words)
    return Markup(jumps.in_parts(parts, 2, words))  # noqa: S704 (escaped there)
