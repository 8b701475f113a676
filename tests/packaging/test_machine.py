from pathlib import Path

import pytest
from support.packaging import packaging

machine = packaging("machine")
PLACE = "/home/someone/pythons/3.11"


def test_the_place_of_python_is_forgotten_and_nothing_moves(tmp_path: Path) -> None:
    library = tmp_path / "inner" / "lib.so"
    library.parent.mkdir()
    before = f"\0{PLACE}/lib\0{PLACE}\0rest".encode()
    library.write_bytes(before)
    machine.forget(tmp_path, PLACE)
    after = library.read_bytes()
    assert b"/home" not in after
    assert len(after) == len(before)
    assert after.endswith(b"\0rest")
    assert [Path(text.decode()) for text in after.split(b"\0")[1:3]] == [
        Path("/usr/3.11/lib"),
        Path("/usr/3.11"),
    ]


def test_a_version_that_is_kept_once_for_two_uses_survives(tmp_path: Path) -> None:
    library = tmp_path / "libpython.so"
    library.write_bytes(f"\0{PLACE}\0".encode())
    version_at = library.read_bytes().index(b"3.11")
    machine.forget(tmp_path, PLACE)
    assert library.read_bytes()[version_at:] == b"3.11\0"


def test_what_still_names_a_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = [("fine.so", b"nothing"), ("module", b"from /checkout/here"), ("lib.so", PLACE.encode())]
    monkeypatch.setattr(machine, "_contents", lambda _bundle: iter(contents))
    assert machine.who_names(tmp_path, ["/checkout", PLACE]) == ["module", "lib.so"]
    assert machine.who_names(tmp_path, ["/elsewhere"]) == []
