"""Static files compressed once, named by content hash and cached by the browser for ever.

Streamlit sends its scripts as they are and compresses the map's files anew for every reader. Here
one thread compresses each file once, and it is kept so in memory. No answer waits for that thread:
a file that it has not come to goes out as it is. Nothing is written to disk.
"""

import gzip
import hashlib
import mimetypes
import os
import stat
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
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

from pokrovsk_front.server import logs
from pokrovsk_front.ui import browser_scripts
from pokrovsk_front.ui.cached import STATIC_DIR

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
PACKED_SUFFIXES = frozenset(
    {".css", ".geojson", ".js", ".json", ".mjs", ".svg", ".ttf", ".txt", ".wasm"}
)
LEAST_BYTES = 1000
LEVEL = 6
"""Of gzip: level 9 takes 4 s of the processor at every start, this 1.5 s for 2 % more bytes."""
OURS = "/app/static"
STREAMLITS = "/static"
STREAMLITS_DIR = Path(str(files("streamlit").joinpath("static", "static")))

mimetypes.add_type("application/geo+json", ".geojson")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True, slots=True)
class Kept:
    """A cached file: bytes, hash and compressed bytes.

    Attributes:
        digest: SHA-256 of what it holds.
        packing: Its bytes compressed, now or soon; None where compressing does not help.
    """

    digest: str
    packing: Future[bytes] | None

    @property
    def packed(self) -> bytes | None:
        """Return the compressed bytes; None where there are none, or not yet."""
        is_packed = self.packing is not None and self.packing.done()
        return self.packing.result() if self.packing is not None and is_packed else None


_packer = ThreadPoolExecutor(1, thread_name_prefix="packer")
_kept: dict[Path, tuple[tuple[int, int], Kept]] = {}


def kept(path: PathLike, found: os.stat_result) -> Kept:
    """Return a cached file, hashed on first use and compressed in the background.

    A file that changed is hashed and compressed anew.

    Args:
        path: Where it lies.
        found: What the file system says of it, which tells whether it changed.

    Raises:
        OSError: It cannot be read.
    """
    place, state = Path(path), (found.st_mtime_ns, found.st_size)
    known = _kept.get(place)
    if known is None or known[0] != state:
        # Two threads that come here at once do the same work twice, and neither waits.
        known = _kept[place] = (state, _taken_in(place))
    return known[1]


def _taken_in(path: Path) -> Kept:
    data = path.read_bytes()
    is_packed = path.suffix in PACKED_SUFFIXES and len(data) >= LEAST_BYTES
    packing = _packer.submit(gzip.compress, data, LEVEL, mtime=0) if is_packed else None
    return Kept(hashlib.sha256(data).hexdigest(), packing)


def _pack(path: Path) -> None:
    packing = kept(path, path.stat()).packing
    if packing is not None:
        packing.result()


def pack_ahead() -> None:
    """Compress every file ahead of requests, in the background; the log says when it is done."""

    def work() -> None:
        for path in browser_scripts.paths().values():
            _pack(path)
        for folder in (STATIC_DIR, STREAMLITS_DIR):
            for path in sorted(folder.rglob("*")):
                # One that went away meanwhile is not asked for either.
                with suppress(OSError):
                    if path.is_file() and not path.name.startswith("."):
                        _pack(path)
        logs.note("packed", files=len(_kept))

    threading.Thread(target=work, name="pack-ahead", daemon=True).start()


class PackedFiles(StaticFiles):
    """Starlette's static files with content hashes as entity tags, compressed once."""

    def __init__(self, directory: Path, *, is_hashed: bool) -> None:
        """Serve a folder.

        Args:
            directory: The folder.
            is_hashed: Whether the names of its files hold a hash; else the address may.
        """
        super().__init__(directory=directory, follow_symlink=is_hashed)
        self.is_hashed = is_hashed

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file and read it in a worker thread; `file_response` runs in the event loop."""
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
        """Respond with a file, compressed if accepted, or with 304 if the client has it."""
        asked = Headers(scope=scope)
        file = kept(full_path, stat_result)
        takes_packed = "gzip" in asked.get("accept-encoding", "") and "range" not in asked
        packed = file.packed if takes_packed else None
        headers = {
            "cache-control": FOR_EVER if self._stays(file, scope) else ASK_AGAIN,
            "etag": f'"{file.digest[:16]}{"-gzip" if packed else ""}"',
        }
        if file.packing is not None:
            headers["vary"] = "Accept-Encoding"
        response = self._whole(full_path, stat_result, packed, headers)
        if self.is_not_modified(response.headers, asked):
            return NotModifiedResponse(response.headers)
        return response

    def _stays(self, file: Kept, scope: Scope) -> bool:
        """Return whether the address has the content hash, so that the response is immutable."""
        asked = QueryParams(scope["query_string"]).get("v", "")
        return self.is_hashed or (len(asked) >= 8 and file.digest.startswith(asked))

    def _whole(
        self,
        path: PathLike,
        found: os.stat_result,
        packed: bytes | None,
        headers: Mapping[str, str],
    ) -> Response:
        if packed is None:
            return FileResponse(path, stat_result=found, headers=headers)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(packed, media_type=kind, headers={**headers, "content-encoding": "gzip"})


class OurFiles(PackedFiles):
    """Files of `static/`, and among them the scripts of maps, wherever they could be written."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file; `static/` may be read-only, so scripts may lie elsewhere."""
        if script := browser_scripts.paths().get(path):
            kept(script, found := script.stat())
            return str(script), found
        return super().lookup_path(path)

    def _stays(self, file: Kept, scope: Scope) -> bool:
        is_script = scope["path"].rpartition("/")[2] in browser_scripts.paths()
        return is_script or super()._stays(file, scope)


class KeptFiles:
    """Middleware that serves the two folders of static files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        mounts = [
            Mount(OURS, OurFiles(STATIC_DIR, is_hashed=False)),
            Mount(STREAMLITS, PackedFiles(STREAMLITS_DIR, is_hashed=True)),
        ]
        self.files = ExceptionMiddleware(Router(mounts, redirect_slashes=False))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond with a file, or pass the request on."""
        is_file = scope["type"] == "http" and scope["path"].startswith(
            (f"{OURS}/", f"{STREAMLITS}/")
        )
        await (self.files if is_file else self.app)(scope, receive, send)
