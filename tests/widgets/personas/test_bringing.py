"""Characters come from files, the clipboard and by dropping, and go into files again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from support.made_cards import V1, V2, json_of, png_of
from support.on_file import read

from personaui_desktop.cards.reading import read_card
from personaui_desktop.database.personas import read_profile
from personaui_desktop.operations.responders import Answering
from personaui_desktop.paths import data_dir
from personaui_desktop.widgets.personas.bring_dialog import BringDialog
from personaui_desktop.widgets.personas.bringing import file_name, origins_in


def dialog_of(bench) -> BringDialog:
    return next(dialog for dialog in bench.rail.findChildren(BringDialog) if dialog.isVisible())


def file_dialog_of(bench) -> QFileDialog:
    return next(dialog for dialog in bench.rail.findChildren(QFileDialog) if dialog.isVisible())


def bring_all(bench) -> None:
    bench.settle()
    dialog_of(bench).bring()
    bench.qtbot.waitUntil(lambda: not bench.rail.findChildren(BringDialog))
    bench.settle()


def test_a_chosen_file_becomes_the_persona_that_is_shown(bench, tmp_path):
    bench.open()
    path = tmp_path / "wren.png"
    path.write_bytes(png_of(V2))
    settled = []
    bench.rail.settled.connect(lambda: settled.append(True))
    bench.rail.commands.start("persona.bring")
    chooser = file_dialog_of(bench)
    chooser.filesSelected.emit([str(path)])
    chooser.reject()
    bring_all(bench)
    assert bench.names() == ["Mia", "Elara", "Kant", "Wren"]
    assert read(read_profile, on=bench.place.persona_id).name == "Wren"
    assert settled == [True]
    assert bench.told == []


def test_of_several_the_first_is_shown_and_their_number_is_told(bench, tmp_path):
    bench.open()
    paths = [tmp_path / f"{name}.json" for name in ("Ada", "Bo")]
    for path in paths:
        path.write_bytes(json_of({**V1, "name": path.stem}))
    bench.rail.bring(paths)
    bring_all(bench)
    assert bench.names() == ["Mia", "Ada", "Bo", "Elara", "Kant"]
    assert read(read_profile, on=bench.place.persona_id).name == "Ada"
    assert [notice.text for notice in bench.told] == ["2 characters are here now."]


def test_the_price_is_that_of_the_model_that_replies(bench, tmp_path):
    bench.open()
    path = tmp_path / "wren.png"
    path.write_bytes(png_of(V2))
    for answering, is_paid in ((Answering("claude-opus-5-5", is_demo=False), True), (None, False)):
        bench.desk.answering = answering
        bench.rail.bring([path])
        bench.settle()
        assert ("$" in dialog_of(bench).page.facts.text()) is is_paid
        dialog_of(bench).reject()
    bench.desk.answering = Answering("claude-opus-5-5", is_demo=True)
    assert bench.rail._paid_model() == ""


def test_nothing_is_told_where_nothing_was_brought(bench, tmp_path):
    bench.open()
    bench.rail.bring([tmp_path / "gone.png"])
    bench.settle()
    dialog_of(bench).reject()
    assert (bench.told, bench.place.persona_id) == ([], "default")


def test_very_many_files_are_too_many(bench, tmp_path):
    bench.rail.bring([tmp_path / "a.png"] * 1001)
    assert bench.told[0].text == "1,001 files are too many."
    assert bench.rail.findChildren(BringDialog) == []


def test_a_card_is_pasted(bench):
    bench.open()
    QGuiApplication.clipboard().setText("\n " + json_of(V1).decode())
    bench.rail.commands.start("persona.paste")
    bring_all(bench)
    assert "Wren" in bench.names()


def test_a_clipboard_without_a_card_is_told(bench):
    QGuiApplication.clipboard().setText("hello")
    bench.rail.commands.start("persona.paste")
    assert bench.told[0].text == "There is no character on the clipboard."


def test_what_is_copied_may_be_files_a_picture_or_text(tmp_path):
    files, picture, words, other = QMimeData(), QMimeData(), QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl("https://example.org/b.png")])
    files.setText("{")
    picture.setData("image/png", png_of(V1))
    words.setText('{"name": "\ud83d\ude00"}')
    other.setUrls([QUrl("https://example.org/b.png")])
    assert [origin.path for origin in origins_in(files)] == [tmp_path / "a.png"]
    assert [origin.content for origin in origins_in(picture)] == [png_of(V1)]
    assert [origin.content for origin in origins_in(words)] == ['{"name": "😀"}'.encode()]
    assert origins_in(other) == []


@pytest.mark.parametrize(
    ("chosen", "ending"), [("Picture", ".png"), ("Text", ".json"), ("Archive", ".charx")]
)
def test_a_persona_is_exported_in_the_format_that_is_chosen(bench, tmp_path, chosen, ending):
    bench.open()
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.export")
    chooser = file_dialog_of(bench)
    assert Path(chooser.selectedFiles()[0]).name == "Kant.png"
    filters = chooser.nameFilters()
    chooser.filterSelected.emit(next(each for each in filters if each.startswith(chosen)))
    named = Path(chooser.selectedFiles()[0])
    assert named.name == f"Kant{ending}"
    chooser.fileSelected.emit(str(tmp_path / named.name))
    chooser.reject()
    bench.settle()
    assert read_card((tmp_path / named.name).read_bytes()).name == "Kant"
    assert bench.told[0].text == f"\u2068Kant\u2069 was exported to \u2068Kant{ending}\u2069."


def test_a_persona_that_cannot_be_exported_says_why(bench, tmp_path):
    (data_dir() / "persona_broken.db").write_bytes(b"This is no database." * 100)
    bench.open()
    bench.rail.bringing.export(bench.model.listing("broken"))
    box = next(box for box in bench.rail.findChildren(QMessageBox) if box.isVisible())
    assert "cannot be exported" in box.text()
    bench.rail.bringing._export_to(bench.model.listing("p1"), str(tmp_path / "no folder" / "a.png"))
    bench.settle()
    assert "cannot be written" in bench.told[0].text


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Mia", "Mia"), ("a/b:c.", "a_b_c"), ("..", "character"), ("灯 台", "灯 台"), ("x\u202ey\n", "x_y_")],
)
def test_a_name_is_a_file_name_on_every_system(name, meant):
    assert file_name(name) == meant
