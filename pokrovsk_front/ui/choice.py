"""One choice among a few, all in sight and kept in the address."""

import streamlit as st


def choice(label: str, names: dict[str, str], *, usual: str, key: str) -> str:
    """Let the reader choose one of a few.

    Args:
        label: What is chosen, as the reader sees it.
        names: What the reader sees of each option, by option.
        usual: The option that is taken unless another is asked for.
        key: Its name in the address and in the session.

    Returns:
        The option chosen: there is always one.
    """
    chosen = st.segmented_control(
        label,
        options=list(names),
        format_func=names.__getitem__,
        default=usual,
        required=True,
        key=key,
        wrap=True,
        bind="query-params",
    )
    # A key without a value in the address chooses nothing, whatever is required.
    return chosen if chosen in names else usual
