"""The public origins on this machine: trees, the versions of one file, borders at one commit."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.ingest.source.remote import blob_sha1
from tests.ingest.made_up import Json
from tests.ingest.mirror_server import Mirror, send, serve

FOLDER = "deepstate_wararchive/"
BORDERS_PATH = "/at/one/commit/made-up-ADM1.geojson"


def version_of(name: str) -> str:
    """Make up the commit of a map with classes."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()


def commit(name: str) -> Json:
    """Give a commit as GitHub lists it, in short."""
    stem = Path(name).stem
    date = f"{stem[:4]}-{stem[4:6]}-{stem[6:11]}:{stem[11:13]}:{stem[13:]}"
    return {"sha": version_of(name), "commit": {"committer": {"date": date}}}


def contents(data: bytes) -> Json:
    """Give the file of a version as GitHub lists it in its folder, in short."""
    return {
        "name": "deepstate.geojson",
        "path": "data/deepstate.geojson",
        "type": "file",
        "size": len(data),
        "sha": blob_sha1(data),
    }


def public_rules(url: str, boundaries: Path) -> ArchiveRules:
    """Give the rules with all public addresses on this machine."""
    rules = archive_rules()
    archives = [
        replace(each, files_url=f"{url}/files/{{version}}/data/deepstate.geojson")
        if each.versions_url
        else replace(each, files_url=f"{url}/{each.folder}/")
        for each in rules.archives
    ]
    archives = [
        replace(
            each,
            listing_url=each.listing_url and f"{url}/{each.folder}/listing.json",
            versions_url=each.versions_url and f"{url}/commits?path=data/deepstate.geojson",
            contents_url=each.contents_url and f"{url}/contents/data?ref={{version}}",
        )
        for each in archives
    ]
    (own,) = boundaries.glob("*ADM1*")
    data = own.read_bytes()
    borders = replace(
        rules.border_file,
        file_name=own.name,
        url=f"{url}{BORDERS_PATH}",
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return replace(rules, archives=tuple(archives), border_file=borders)


@contextmanager
def serve_public(maps: dict[str, bytes], boundaries: Path) -> Iterator[Mirror]:
    """Serve the maps and the borders as their public origins do."""
    with serve(maps) as mirror:

        def answer(handler: BaseHTTPRequestHandler) -> None:
            parts = urlsplit(handler.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            newest_first = sorted((n for n in mirror.maps if n.startswith(FOLDER)), reverse=True)
            by_version = {version_of(name): mirror.maps[name] for name in newest_first}
            match parts.path.split("/")[1:]:
                case ["commits"]:
                    chosen = [
                        each
                        for each in map(commit, newest_first)
                        if each["commit"]["committer"]["date"] >= query.get("since", "")
                    ]
                    count, page = int(query["per_page"]), int(query["page"])
                    found = chosen[count * (page - 1) : count * page]
                    send(handler, json.dumps(found).encode())
                case ["contents", "data"]:
                    other = {"name": "README.md", "type": "file", "size": 1, "sha": "0" * 40}
                    found = [other, contents(by_version[query["ref"]])]
                    send(handler, json.dumps(found).encode())
                case ["files", version, "data", "deepstate.geojson"]:
                    send(handler, by_version[version])
                case _ if parts.path == BORDERS_PATH:
                    (own,) = boundaries.glob("*ADM1*")
                    send(handler, own.read_bytes())
                case _:
                    send(handler, b"", 404)

        mirror.otherwise = answer
        yield mirror
