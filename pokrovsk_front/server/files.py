"""The files that a browser keeps: packed once, told apart by what they hold, never asked for twice.

Streamlit sends its scripts as they are and packs the map's files anew for every reader. Here each
file is packed when it is first asked for and kept so in memory. Nothing is written to disk.
"""

import gzip
import hashlib
import mimetypes
import os
import stat
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from starlette.datastructures import Headers, QueryParams
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Router
from starlette.staticfiles import NotModifiedResponse, PathLike, StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from pokrovsk_front.ui.cached import STATIC_DIR

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
PACKED_SUFFIXES = frozenset(
    {".css", ".geojson", ".js", ".json", ".mjs", ".svg", ".ttf", ".txt", ".wasm"}
)
LEAST_BYTES = 1000
LEVEL = 9
OURS = "/app/static"
STREAMLITS = "/static"
STREAMLITS_DIR = Path(str(files("streamlit").joinpath("static", "static")))

mimetypes.add_type("application/geo+json", ".geojson")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: the hash of what it holds, and its bytes packed, if it packs."""

    digest: str
    packed: bytes | None


_one_at_a_time = threading.Lock()
_kept: dict[Path, tuple[tuple[int, int], Kept]] = {}


def kept(path: PathLike, found: os.stat_result) -> Kept:
    """Give a file as it is kept, packed on the first call; a file that changed is packed anew.

    Args:
        path: Where it lies.
        found: What the file system says of it, which tells whether it changed.

    Raises:
        OSError: It cannot be read.
    """
    place, state = Path(path), (found.st_mtime_ns, found.st_size)
    with _one_at_a_time:
        known = _kept.get(place)
        if known is None or known[0] != state:
            known = _kept[place] = (state, _packed(place))
        return known[1]


def _packed(path: Path) -> Kept:
    data = path.read_bytes()
    is_packed = path.suffix in PACKED_SUFFIXES and len(data) >= LEAST_BYTES
    packed = gzip.compress(data, LEVEL, mtime=0) if is_packed else None
    return Kept(hashlib.sha256(data).hexdigest(), packed)


def pack_ahead() -> None:
    """Pack every file before it is asked for, in the background: no reader waits for it."""

    def work() -> None:
        for folder in (STATIC_DIR, STREAMLITS_DIR):
            for path in sorted(folder.rglob("*")):
                # One that went away meanwhile is not asked for either.
                with suppress(OSError):
                    if path.is_file() and not path.name.startswith("."):
                        kept(path, path.stat())

    threading.Thread(target=work, name="pack-ahead", daemon=True).start()


class PackedFiles(StaticFiles):
    """Static files that Starlette finds and guards, with a hash for a tag and packed once."""

    def __init__(self, directory: Path, *, is_hashed: bool) -> None:
        """Serve a folder.

        Args:
            directory: The folder.
            is_hashed: Whether the names of its files hold a hash; else the address may.
        """
        super().__init__(directory=directory, follow_symlink=is_hashed)
        self.is_hashed = is_hashed

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file and pack it here, in a thread of its own; `file_response` has none."""
        full_path, found = super().lookup_path(path)
        if found is not None and stat.S_ISREG(found.st_mode):
            kept(full_path, found)
        return full_path, found

    def file_response(
        self,
        full_path: PathLike,
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Answer with a file, packed where the browser takes it, or with 304 where it has it."""
        asked = Headers(scope=scope)
        file = kept(full_path, stat_result)
        takes_packed = "gzip" in asked.get("accept-encoding", "") and "range" not in asked
        is_packed = file.packed is not None and takes_packed
        headers = {
            "cache-control": FOR_EVER if self._stays(file, scope) else ASK_AGAIN,
            "etag": f'"{file.digest[:16]}{"-gzip" if is_packed else ""}"',
        }
        if file.packed is not None:
            headers["vary"] = "Accept-Encoding"
        response = self._whole(full_path, stat_result, file if is_packed else None, headers)
        if self.is_not_modified(response.headers, asked):
            return NotModifiedResponse(response.headers)
        return response

    def _stays(self, file: Kept, scope: Scope) -> bool:
        """Tell whether the address names what the file holds; then it never holds another."""
        asked = QueryParams(scope["query_string"]).get("v", "")
        return self.is_hashed or (len(asked) >= 8 and file.digest.startswith(asked))

    def _whole(
        self,
        path: PathLike,
        found: os.stat_result,
        packed: Kept | None,
        headers: Mapping[str, str],
    ) -> Response:
        if packed is None:
            return FileResponse(path, stat_result=found, headers=headers)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(
            packed.packed, media_type=kind, headers={**headers, "content-encoding": "gzip"}
        )


class KeptFiles:
    """Answers for the two folders of static files before Streamlit does."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        mounts = [
            Mount(OURS, PackedFiles(STATIC_DIR, is_hashed=False)),
            Mount(STREAMLITS, PackedFiles(STREAMLITS_DIR, is_hashed=True)),
        ]
        self.files = ExceptionMiddleware(Router(mounts, redirect_slashes=False))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file, or pass on."""
        is_file = scope["type"] == "http" and scope["path"].startswith(
            (f"{OURS}/", f"{STREAMLITS}/")
        )
        await (self.files if is_file else self.app)(scope, receive, send)
