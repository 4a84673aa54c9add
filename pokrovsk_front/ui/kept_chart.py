"""Charts that are drawn once and shown often."""

from typing import Any

import plotly.graph_objects as go


class KeptChart(go.Figure):  # type: ignore[misc]
    """A chart that is described once, however often it is sent; nobody changes it any more.

    Plotly copies a whole figure and packs its numbers each time it describes it, which takes
    longer than writing the description as JSON.
    """

    def __init__(self, drawn: go.Figure) -> None:
        """Take over a chart that was drawn, parts and all: to make another copies them."""
        self.__dict__.update(drawn.__dict__)
        self._described: dict[str, Any] = drawn.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """Describe the chart; whoever is given it takes it as it is."""
        return dict(self._described)
