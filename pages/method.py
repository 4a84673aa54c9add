"""Method: what the figures are, the rules behind them, where they come from."""

from pokrovsk_front.ui import frame, method

words = frame.open_page()
_ = words.gettext

frame.head(
    _("How it is measured"),
    _("The rules behind every figure, where the figures come from, and what changed."),
)

method.definitions(words)
method.archives(words)
method.sources(words)
method.dictionary(words)
method.figures_changed(words)
