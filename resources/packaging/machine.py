"""Leaves nothing in the bundle of the machine that built it. Run in the build's own environment.

``machine.py BUNDLE FOLDER…`` takes the place of this Python out of the bundle's libraries, and then fails
where one of the folders, or that place, is named in any file or in the archive of modules.
"""

import sys
from collections.abc import Iterator
from marshal import dumps
from pathlib import Path

USUAL = ("/usr", "/usr/local")
"""Places of Python that say nothing about a machine."""


def forget(bundle: Path, place: str) -> None:
    """Write ``/usr`` over where Python was, wherever a library names it, as long as it was: nothing moves.

    A Python that was built below someone's home has its place in each of its libraries, as where to look for
    others. A bundle never looks there. The last part of the place stays: it may be a version, and a compiler
    keeps that once for the place and for what Python says its version is.
    """
    named = place.encode()
    head, slash, last = named.rpartition(b"/")
    neutral = b"/usr".ljust(len(head), b"/") + slash + last
    for path in _files(bundle):
        content = path.read_bytes()
        if named in content:
            path.write_bytes(content.replace(named, neutral))


def who_names(bundle: Path, places: list[str]) -> list[str]:
    """The files of the bundle, and the modules in its archive, that name one of the places."""
    named = [place.encode() for place in places]
    return [name for name, content in _contents(bundle) if any(place in content for place in named)]


def _files(bundle: Path) -> Iterator[Path]:
    return (path for path in sorted(bundle.rglob("*")) if path.is_file() and not path.is_symlink())


def _contents(bundle: Path) -> Iterator[tuple[str, bytes]]:
    for path in _files(bundle):
        yield path.relative_to(bundle).as_posix(), path.read_bytes()
    # It is in the build's environment alone.
    from PyInstaller.archive.readers import CArchiveReader

    executable = next(path for path in _files(bundle) if path.stem == bundle.name)
    modules = CArchiveReader(str(executable)).open_embedded_archive("PYZ.pyz")
    for name in modules.toc:
        code = modules.extract(name)
        yield name, b"" if code is None else dumps(code)


def main(bundle: Path, folders: list[str]) -> int:
    """Forget this machine, and say what is left of it."""
    place = sys.base_prefix
    if sys.platform == "linux" and place not in USUAL:
        forget(bundle, place)
        folders = [*folders, place]
    naming = who_names(bundle, folders)
    if naming:
        sys.stderr.write(f"These name a folder of this machine: {', '.join(naming)}\n")
    return 1 if naming else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
