"""Claim check: each claim of the article, what it rests on, and what follows."""

from pokrovsk_front.ui import choice, claims, frame

words = frame.open_page("claims")

frame.head("claims", words)

with choice.row():
    chosen = claims.choose(words)
    claims.rule(words)
claims.counts(words)
claims.blocks(chosen, words)
claims.rows(chosen, words)
claims.cite(words)
