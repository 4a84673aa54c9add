"""Claim check: each claim of the article, what it rests on, and what follows."""

from pokrovsk_front.ui import claims, frame

words = frame.open_page("claims")

frame.head("claims", words)

claims.counts(words)
claims.rule(words)
chosen = claims.choose(words)
claims.blocks(chosen, words)
claims.rows(chosen, words)
claims.cite(words)
