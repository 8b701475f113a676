from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from support.packaging import ROOT, packaging

icons = packaging("icons")
DRAWING = ROOT / "resources" / "icons" / "personaui.png"


def test_every_size_and_format_is_a_picture(tmp_path: Path) -> None:
    icons.make_icons(DRAWING, tmp_path / "icons")
    made = {path.name: path for path in (tmp_path / "icons").iterdir()}
    # Qt writes macOS's format well, and complains about reading it.
    macos = made.pop("icon.icns").read_bytes()
    assert (macos[:4], int.from_bytes(macos[4:8], "big")) == (b"icns", len(macos))
    widths = {name: QImage(str(path)).width() for name, path in made.items()}
    assert widths == {f"{size}.png": size for size in icons.SIZES} | {"icon.ico": 256}


def test_none_is_larger_than_the_drawing() -> None:
    assert max(icons.SIZES) <= QImage(str(DRAWING)).width()


def test_a_drawing_that_is_none_is_refused(tmp_path: Path) -> None:
    drawing = tmp_path / "drawing.png"
    drawing.write_text("no picture", encoding="utf-8")
    with pytest.raises(OSError, match="no picture"):
        icons.make_icons(drawing, tmp_path / "icons")
