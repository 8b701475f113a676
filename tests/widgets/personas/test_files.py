from pathlib import Path

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from support.on_file import read

from personaui_desktop.database.personas import read_profile


def dialog_of(bench) -> QFileDialog:
    return next(each for each in bench.rail.findChildren(QFileDialog) if each.isVisible())


def choose(bench, path: Path) -> None:
    """As the system's dialog answers."""
    dialog = dialog_of(bench)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    bench.settle()


def test_a_duplicate_is_shown_with_a_name_of_its_own(bench):
    bench.open()
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.duplicate")
    bench.settle()
    assert bench.names() == ["Mia", "Elara", "Kant", "Kant (copy)"]
    assert read(read_profile, on=bench.place.persona_id).name == "Kant (copy)"


def test_a_saved_copy_is_opened_as_another_persona(bench, tmp_path):
    bench.open()
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.save_copy")
    assert dialog_of(bench).selectedFiles()[0].endswith("Kant.db")
    choose(bench, tmp_path / "kant.db")
    assert bench.told[-1].text == "A copy of \u2068Kant\u2069 is in \u2068kant.db\u2069."
    bench.rail.commands.start("persona.open_file")
    choose(bench, tmp_path / "kant.db")
    assert bench.names() == ["Mia", "Elara", "Kant", "Kant"]
    assert bench.place.persona_id not in {"default", "p1", "p2"}


def test_what_is_no_persona_is_told(bench, tmp_path):
    bench.open()
    (tmp_path / "words.db").write_text("words" * 500)
    bench.rail.commands.start("persona.open_file")
    choose(bench, tmp_path / "words.db")
    assert bench.told[-1].kind == "warning"
    assert len(bench.names()) == 3


def test_its_folder_is_shown_and_its_file_named(bench, monkeypatch):
    bench.open()
    bench.place.show_persona("p1")
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or True)
    bench.rail.commands.start("persona.show_in_folder")
    assert asked[0].endswith("data")
    assert "persona_p1.db" in bench.told[-1].text
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    bench.rail.commands.start("persona.show_in_folder")
    assert "could not be opened" in bench.told[-1].text
