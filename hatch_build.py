"""Build hook: a wheel carries inside the package what a checkout has beside it."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarriedFiles(BuildHookInterface):  # type: ignore[type-arg]  # any builder's configuration
    """Adds the files that `pyproject.toml` names under `carried`, but to no editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name them to the builder.

        Args:
            version: `standard`, or `editable`: such an install reads the checkout itself.
            build_data: What the builder was told so far; its `force_include` is added to.
        """
        if version != "editable":
            build_data["force_include"].update(self.config["carried"])
