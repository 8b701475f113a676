from typing import Any

import pytest
from support.chat_stage import Stage

from personaui_desktop.records.messages import Marks


@pytest.fixture
def talk(stage: Stage) -> Stage:
    stage.go_to(stage.session("Hello", "Hi"))
    return stage


def test_the_menu_says_what_it_would_do(talk: Stage) -> None:
    message = talk.model.message(1)

    def words(**about: Any) -> list[str]:
        marked = message._replace(marks=Marks(**about))
        return [talk.pane.commands[name].title_for(marked) for name in ("message.hide", "message.bookmark")]

    assert words() == ["Leave out of what is sent", "Bookmark"]
    assert words(is_hidden=True, is_bookmarked=True) == ["Send again", "Remove bookmark"]
