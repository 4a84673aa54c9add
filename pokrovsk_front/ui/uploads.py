"""Upload slots: visits with an open upload field, and the bytes they hold.

Streamlit takes a file from any page of any visit and keeps it for as long as the visit and some
minutes more. Here a visit says whether its page has a field for one; a file that was read lets go
of its bytes, and so does one whose page the reader has left.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

HAS_UPLOADER = "has_uploader"
IS_UPLOADER_SHOWN = "is_uploader_shown_in_this_run"


@contextmanager
def followed() -> Iterator[None]:
    """Run a page; one without an upload field frees the file of another.

    A run that is broken off, or runs again, says nothing of the page.
    """
    st.session_state[IS_UPLOADER_SHOWN] = False
    yield
    if not st.session_state[IS_UPLOADER_SHOWN]:
        st.session_state[HAS_UPLOADER] = False
        context = get_script_run_ctx()
        if context is not None:
            context.uploaded_file_mgr.remove_session_files(context.session_id)


def open_slot() -> None:
    """Open an upload slot for the page of this run."""
    st.session_state[HAS_UPLOADER] = st.session_state[IS_UPLOADER_SHOWN] = True


def free(file: UploadedFile) -> None:
    """Free the bytes of an upload that was read; its identity stays."""
    context = get_script_run_ctx()
    manager = None if context is None else context.uploaded_file_mgr
    if context is not None and isinstance(manager, MemoryUploadedFileManager):
        for held in manager.get_files(context.session_id, [file.file_id]):
            empty = UploadedFileRec(held.file_id, held.name, held.type, b"")
            manager.add_file(context.session_id, empty)
    file.seek(0)
    file.truncate()


def is_open(session_id: str) -> bool:
    """Return whether a live visit has an open upload field."""
    session = Runtime.instance().get_app_session(session_id)
    state = None if session is None else session.session_state
    return state is not None and HAS_UPLOADER in state and bool(state[HAS_UPLOADER])


def held_bytes() -> dict[str, int]:
    """Return the bytes of uploads held, by visit."""
    manager = Runtime.instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    return {
        session_id: sum(len(file.data) for file in list(files.values()))
        for session_id, files in list(manager.file_storage.items())
    }
