"""Method: what the figures are, the rules behind them, where they come from."""

from functools import partial

from pokrovsk_front.charts.health import maps_by_month
from pokrovsk_front.page_text import health as health_text
from pokrovsk_front.ui import cached, frame, method

words = frame.open_page("method")

frame.head("method", words)

method.rules(words)

method.archive_health(words)
health = cached.figures().health
draw = partial(
    maps_by_month,
    health,
    health_text.recent_days(health),
    names=health_text.archive_names(cached.texts(words.locale).rules),
    **frame.drawn(words),
)
frame.show_once("maps_by_month", draw, words)
method.archive_lists(words)

method.sources(words)
method.dictionary(words)
method.figures_changed(words)
method.corrections(words)
