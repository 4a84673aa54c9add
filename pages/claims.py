"""Claim check: each claim of the article, what it rests on, and what follows."""

from pokrovsk_front.ui import claims, frame

words = frame.open_page("claims")
_ = words.gettext

frame.head(
    _("The article, claim by claim"),
    _("What the article says that can be checked, beside our figure or a second source."),
)

claims.counts(words)
claims.rule(words)
chosen = claims.choose(words)
claims.blocks(chosen, words)
claims.rows(chosen, words)
claims.cite(words)
