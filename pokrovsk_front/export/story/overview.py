"""Overview: the last month, the front on the latest day, the article's figures beside ours."""

from markupsafe import Markup

from pokrovsk_front.catalog.brief import brief_of
from pokrovsk_front.export.front_figures import state_on
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page, Part, drawn_chart, heading
from pokrovsk_front.export.story.gains import cumulative
from pokrovsk_front.export.story.parts import before_you_quote
from pokrovsk_front.maps.state import cities_of_the_front
from pokrovsk_front.maps.views import ARTICLE_PLACES
from pokrovsk_front.model import printed_distance
from pokrovsk_front.model.brief.periods import latest_month
from pokrovsk_front.model.brief.written import in_short
from pokrovsk_front.page_text import article as article_text
from pokrovsk_front.page_text import caveats as caveat_text
from pokrovsk_front.page_text import months as months_text
from pokrovsk_front.page_text.heads import head


def overview(context: SiteContext) -> Page:
    """Make the page."""
    words, library = context.words, context.library
    distance = library.checks[printed_distance.CLAIM_ID]
    return Page(
        "overview",
        head("overview", words),
        (
            _latest_month(context),
            _latest_state(context),
            *_article_figures(context),
            drawn_chart(cumulative(context)),
            *before_you_quote(caveat_text.caveats(library.daily_area, distance, words), words),
        ),
    )


def _latest_month(context: SiteContext) -> Markup:
    """Say in short what the last whole month changed, with a link to the rest."""
    words, window = context.words, latest_month(context.library.latest_day)
    headline, *sentences = in_short(brief_of(context.texts, window), words)
    more = words.gettext(months_text.MORE).format(month=words.full_month(window.first_day))
    link = Markup('<a href="months/{:%Y-%m}.html">{}</a>').format(window.first_day, more)
    said = Markup("<p>{} {}</p>").format(" ".join(sentences), link)
    return Markup('<section class="new">{}{}</section>').format(heading("new", headline), said)


def _article_figures(context: SiteContext) -> list[Part]:
    words, claims, checks = context.words, context.texts.claims, context.library.checks
    cards = Markup("").join(
        Markup('<div class="card"><dt>{}</dt><dd class="number">{}</dd><dd>{}</dd></div>').format(
            *article_text.headline_texts(claims[key], checks[key], words)
        )
        for key in article_text.HEADLINES
    )
    return [
        Markup('<dl class="cards">{}</dl>').format(cards),
        article_text.article_figures(claims, checks, words),
        Markup('<p><a href="claims.html">{}</a></p>').format(
            words.gettext(article_text.OTHER_CLAIMS)
        ),
    ]


def _latest_state(context: SiteContext) -> Drawn:
    library = context.library
    listed = cities_of_the_front(library.table("places"))
    return context.map(
        lambda scheme: state_on(
            library, library.latest_day, listed, context.setting(scheme, ARTICLE_PLACES)
        )
    )
