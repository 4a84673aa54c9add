"""Charts that are drawn once and shown often."""

from typing import Any

import plotly.graph_objects as go


class KeptChart(go.Figure):  # type: ignore[misc]
    """A chart that is described once, however often it is sent; nobody changes it any more.

    Plotly copies a whole figure and packs its numbers each time it describes it, which takes
    longer than writing the description as JSON.
    """

    _described: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Describe the chart; whoever is given it takes it as it is."""
        described = self._described
        if described is None:
            described = self._described = super().to_dict()
        return dict(described)


def kept(chart: go.Figure) -> KeptChart:
    """Take a chart that was drawn as one that is kept."""
    traces = [trace.to_plotly_json() for trace in chart.data]
    return KeptChart(data=traces, layout=chart.layout.to_plotly_json(), _validate=False)
