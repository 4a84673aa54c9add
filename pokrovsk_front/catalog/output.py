"""Output targets: the files and folders that a user names to be written.

A file is written beside its place and renamed, so that a kill leaves the old one whole. Only a
regular file is replaced, or the one that a link leads to: never a device, a pipe, a socket, a
folder or the link itself.
"""

import os
import secrets
import stat
from pathlib import Path


class OutputError(OSError):
    """A target that cannot be written to, in one sentence that names it."""


def check_folder(path: Path) -> None:
    """Check that a folder can be written to: there is one, or nothing stands in its place.

    Raises:
        OutputError: Something else is there, such as a pipe.
    """
    if path.is_symlink() and not path.exists():
        raise OutputError(f"{path} is a link that leads nowhere.")
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path} is not a folder.")


def check_file(path: Path) -> Path:
    """Check that a file can be written: a regular one is there, or none.

    Returns:
        The file to write: where a link leads, else the path itself.

    Raises:
        OutputError: Another kind of file is there, or its folder is missing.
        OSError: The system does not tell what is there.
    """
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}.")
    return check_not_special(path)


def check_not_special(path: Path) -> Path:
    """Check that no special file stands where a file is to be written, whose folder may be missing.

    Returns:
        The file to write: where a link leads, else the path itself.

    Raises:
        OutputError: A device, a pipe, a socket, a folder or a link that leads nowhere is there.
        OSError: The system does not tell what is there.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise OutputError(f"{path} is a link that leads nowhere.") from None
        return path
    if stat.S_ISDIR(mode):
        raise OutputError(f"{path} is a folder.")
    if not stat.S_ISREG(mode):
        raise OutputError(f"{path} is not a regular file.")
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole, or leave what was there.

    Raises:
        OutputError: It cannot be written; the sentence names the file and not the part of it.
        OSError: The system does not tell what is there.
    """
    target = check_file(path)
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as handle:
            handle.write(data)
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
