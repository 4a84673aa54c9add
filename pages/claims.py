"""Claim check: each claim of the article, what it rests on, and what follows."""

from pokrovsk_front.ui import choice, claims, frame, render_lock

words = frame.open_page("claims")

frame.head("claims", words)


@render_lock.fragment
def filters_and_claims() -> None:
    """Choose claims and show them: only this runs again with others."""
    with choice.row():
        chosen = claims.choose(words)
        claims.rule(words)
    claims.counts(words)
    claims.blocks(chosen, words)
    claims.rows(chosen, words)


filters_and_claims()
claims.cite(words)
