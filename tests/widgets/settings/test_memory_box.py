from pytestqt.qtbot import QtBot

from personaui_desktop.settings import Settings
from personaui_desktop.widgets.settings.memory_box import MemoryBox


def test_it_shows_and_answers_the_settings(qtbot: QtBot) -> None:
    settings = Settings(remember_after=35, accept_memories=True, memory_model="small")
    box = MemoryBox(settings)
    qtbot.addWidget(box)
    assert box.put_into(Settings()) == settings
    box.after.setValue(50)
    box.at_once.click()
    box.model.setText("  other ")
    changed = box.put_into(settings)
    assert (changed.remember_after, changed.accept_memories, changed.memory_model) == (50, False, "other")


def test_never_puts_the_rest_out_of_use(qtbot: QtBot) -> None:
    box = MemoryBox(Settings())
    qtbot.addWidget(box)
    assert box.model.isEnabled()
    assert box.model.placeholderText() == "claude-haiku-5-5"
    box.after.setValue(0)
    assert box.after.text() == "Never"
    assert not box.model.isEnabled()
    assert not box.at_once.isEnabled()
    assert box.put_into(Settings()).remember_after == 0
