"""The rows of the palette answer what views and screen readers ask."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from personaui_desktop.item_models.palette import PaletteKind, PaletteModel, PaletteRole, PaletteRow

ABLE = PaletteRow(PaletteKind.COMMAND, "command:a", "A")
UNABLE = PaletteRow(PaletteKind.COMMAND, "command:b", "B", is_enabled=False)


def test_what_cannot_be_reached_cannot_be_chosen(qtbot: QtBot) -> None:
    model = PaletteModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.words = lambda row: f"{row.name}!"
    for rows in ([ABLE, UNABLE], [], [UNABLE]):
        with qtbot.waitSignal(model.modelReset):
            model.set_rows(rows)
        assert [model.index(at).data(PaletteRole.ROW) for at in range(model.rowCount())] == rows
    model.set_rows([ABLE, UNABLE])
    chosen = [bool(model.flags(model.index(at)) & Qt.ItemFlag.ItemIsSelectable) for at in range(2)]
    assert chosen == [True, False]
    assert model.index(0).data() == "A"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "A!"
    assert model.row_of("command:b") == 1
    assert not model.flags(model.index(7))
