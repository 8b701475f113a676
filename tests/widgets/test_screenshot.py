import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def test_a_picture_of_the_window_is_saved(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    command = [sys.executable, "-m", "personaui_desktop", "--demo", "--screenshot", str(picture)]
    finished = subprocess.run(
        [*command, "--data-dir", str(tmp_path / "elsewhere")],
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert finished.returncode == 0
    assert QImage(str(picture)).width() >= 700
