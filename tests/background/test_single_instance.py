from pathlib import Path

from pytestqt.qtbot import QtBot

from personaui_desktop.background.single_instance import SingleInstance


def test_a_folder_belongs_to_one_program_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_a_second_start_brings_the_first_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    first.take()
    first.listen()
    with qtbot.waitSignal(first.asked_forward):
        assert second.ask_forward()
    first.release()


def test_nobody_hears_where_nobody_listens(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).ask_forward()
