"""Ending the program asks where something would be lost, and never where the system ends it."""

import signal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from support.on_file import create_persona
from support.programs import Start

from personaui_desktop.operations import personas
from personaui_desktop.records.personas import Profile


def test_closing_asks_before_a_memory_being_written_is_lost(qtbot: QtBot, start: Start) -> None:
    program = start()
    window = program.window
    window.memories.add_memory()
    qtbot.keyClicks(window.memories.editor.text, "Tea without sugar")
    window.close()
    question = window.findChildren(QMessageBox)[0]
    assert program.desk.personas.listing("default").profile.name in question.text()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.memories.editor.draft.text == "Tea without sugar"
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    window.close()
    discard = next(
        button
        for button in window.findChildren(QMessageBox)[0].buttons()
        if button.text() == "Discard changes"
    )
    qtbot.mouseClick(discard, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_closing_asks_for_a_memory_put_aside_with_another_persona(qtbot: QtBot, start: Start) -> None:
    program = start()
    window, made = program.window, list[str]()
    program.worker.run(create_persona(Profile("Kai")), program, made.append)
    qtbot.waitUntil(lambda: bool(made) and program.worker.is_idle)
    window.place.show_persona(made[0])
    window.memories.add_memory()
    qtbot.keyClicks(window.memories.editor.text, "Sails at dawn")
    window.place.show_persona("default")
    window.close()
    assert "Kai" in window.findChildren(QMessageBox)[0].text()
    assert window.isVisible()
    # A deleted persona has nobody left to remember.
    window.findChildren(QMessageBox)[0].reject()
    program.worker.run(personas.delete(made[0]), program)
    qtbot.waitUntil(lambda: program.desk.personas.listing(made[0]) is None)
    window.close()
    assert not window.isVisible()


def test_nothing_is_asked_when_nothing_would_be_lost(start: Start) -> None:
    window = start().window
    window.memories.add_memory()
    window.close()
    assert not window.isVisible()


def test_the_system_ends_the_program_without_a_question(qtbot: QtBot, start: Start) -> None:
    program = start()
    window = program.window
    qtbot.keyClicks(window.chat.composer.edit, "Half a thought")
    window.memories.add_memory()
    qtbot.keyClicks(window.memories.editor.text, "Tea without sugar")
    window.close()
    assert window.isVisible()
    signal.raise_signal(signal.SIGTERM)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert start().window.chat.composer.text == "Half a thought"
