from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.chat.area import ConversationArea


def test_one_long_word_does_not_widen_the_page(qtbot: QtBot, area: ConversationArea) -> None:
    area.show_nothing_said()
    area.show_persona("default", Profile("W" * 80, "v" * 200, "w" * 400), None)
    area.resize(420, 500)
    page = area.nothing_said
    for label in (page.name, page.description, page.greeting):
        right = label.mapTo(area, QPoint(label.width(), 0)).x()
        qtbot.waitUntil(lambda label=label: label.minimumSizeHint().width() <= 400)
        assert right <= 420
