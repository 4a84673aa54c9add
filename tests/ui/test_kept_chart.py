"""A chart that is kept says what it said when it was drawn, and Plotly describes it once."""

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from pokrovsk_front.charts.template import plot
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui.kept_chart import KeptChart

BARS = {"type": "bar", "x": ["січень", "лютий"], "y": [3.5, None], "name": "<b>&</b>"}


def test_a_kept_chart_is_sent_as_it_was_drawn() -> None:
    drawn = plot([BARS], {"height": 300}, "light", Wording())
    text = pio.to_json(KeptChart(drawn), validate=False)
    assert text == pio.to_json(drawn, validate=False)
    assert "січень" in text, "a letter of Ukrainian is sent as two bytes, not as six"


def test_a_kept_chart_is_described_once(monkeypatch: pytest.MonkeyPatch) -> None:
    described: list[go.Figure] = []
    once = go.Figure.to_dict

    def counted(figure: go.Figure) -> dict[str, object]:
        described.append(figure)
        return dict(once(figure))

    monkeypatch.setattr(go.Figure, "to_dict", counted)
    chart = KeptChart(plot([BARS], {}, "dark", Wording()))
    assert pio.to_json(chart, validate=False) == pio.to_json(chart, validate=False)
    assert chart.to_dict() == chart.to_dict()
    assert len(described) == 1


def test_a_kept_chart_still_tells_its_parts() -> None:
    drawn = plot([BARS], {"height": 300}, "light", Wording())
    chart = KeptChart(drawn)
    assert chart.layout.height == 300, "a pack asks for it"
    assert chart.data == drawn.data
