import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.drafts import Drafts
from personaui_desktop.widgets.chat.reply_flow import Sent


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    made = Composer()
    qtbot.addWidget(made)
    return made


def test_what_is_typed_before_any_persona_is_there_goes_along(composer: Composer) -> None:
    drafts = Drafts(composer, ("", None))
    composer.set_text("early")
    drafts.go_to(("mia", None))
    assert composer.text == "early"


def test_a_text_for_a_new_conversation_waits_there(composer: Composer) -> None:
    drafts = Drafts(composer, ("mia", None))
    composer.set_text("new")
    drafts.go_to(("mia", 1))
    assert composer.text == ""
    drafts.go_to(("mia", None))
    assert composer.text == "new"


def test_what_was_written_behind_the_first_message_goes_into_its_session(composer: Composer) -> None:
    drafts = Drafts(composer, ("mia", None))
    composer.set_text("first, then more")
    drafts.forget_sent(Sent(("mia", None), "first"), 7)
    assert composer.text == ""
    drafts.go_to(("mia", 7))
    assert composer.text == ", then more"


def test_a_message_stored_after_one_has_left_is_taken_away_where_it_was(composer: Composer) -> None:
    drafts = Drafts(composer, ("mia", 1))
    composer.set_text("sent")
    drafts.go_to(("mia", 2))
    composer.set_text("another")
    drafts.forget_sent(Sent(("mia", 1), "sent"), 1)
    assert composer.text == "another"
    drafts.go_to(("mia", 1))
    assert composer.text == ""
