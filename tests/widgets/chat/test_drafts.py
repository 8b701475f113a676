from support.draft_desk import DraftDesk
from support.on_file import read, write

from personaui_desktop.database import (
    create_session,
)
from personaui_desktop.database.drafts import get_drafts, put_draft
from personaui_desktop.operations import messages
from personaui_desktop.widgets.chat.reply_requests import Sent


def test_what_is_typed_before_any_persona_is_there_goes_along(desk: DraftDesk) -> None:
    drafts = desk.open(("", None))
    desk.type("early")
    drafts.go_to(("mia", None))
    assert desk.composer.text == "early"
    desk.settle()
    assert read(get_drafts, on="mia") == {None: "early"}


def test_a_text_for_a_new_conversation_waits_there(desk: DraftDesk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", None))
    desk.type("new")
    drafts.go_to(("mia", session_id))
    assert desk.composer.text == ""
    drafts.go_to(("mia", None))
    assert desk.composer.text == "new"


def test_what_was_written_behind_the_first_message_goes_into_its_session(desk: DraftDesk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", None))
    desk.type("first, then more")
    desk.store.forget_sent(Sent(("mia", None), "first"), session_id)
    assert desk.composer.text == ""
    drafts.go_to(("mia", session_id))
    assert desk.composer.text == ", then more"
    desk.settle()
    assert read(get_drafts, on="mia") == {session_id: ", then more"}


def test_a_message_stored_after_one_has_left_is_taken_away_where_it_was(desk: DraftDesk) -> None:
    first, second = create_session(persona_id="mia"), create_session(persona_id="mia")
    drafts = desk.open(("mia", first))
    desk.type("sent")
    drafts.go_to(("mia", second))
    desk.type("another")
    desk.store.forget_sent(Sent(("mia", first), "sent"), first)
    assert desk.composer.text == "another"
    drafts.go_to(("mia", first))
    assert desk.composer.text == ""
    desk.settle()
    assert read(get_drafts, on="mia") == {second: "another"}


def test_a_second_after_a_key_the_text_is_in_the_file(desk: DraftDesk) -> None:
    desk.open(("mia", None))
    desk.type("half a th")
    desk.qtbot.waitUntil(lambda: read(get_drafts, on="mia") == {None: "half a th"}, timeout=3000)
    desk.type("ought")
    desk.qtbot.waitUntil(lambda: read(get_drafts, on="mia") == {None: "half a thought"}, timeout=3000)


def test_texts_are_found_again_where_they_were_written(desk: DraftDesk) -> None:
    first, second = create_session(persona_id="mia"), create_session(persona_id="mia")
    drafts = desk.open(("mia", first))
    for where, text in ((("mia", first), "one"), (("mia", second), "two"), (("kai", None), "three")):
        drafts.go_to(where)
        desk.type(text)
    drafts.close()
    drafts = desk.open(("mia", second))
    assert desk.composer.text == "two"
    drafts.go_to(("mia", first))
    assert desk.composer.text == "one"
    drafts.go_to(("kai", None))
    desk.settle()
    assert desk.composer.text == "three"


def test_a_text_that_was_taken_away_is_not_found_again(desk: DraftDesk) -> None:
    drafts = desk.open(("mia", None))
    desk.type("x")
    drafts.keep()
    desk.composer.edit.clear()
    drafts.keep()
    desk.settle()
    assert read(get_drafts, on="mia") == {}


def test_what_is_typed_before_the_file_is_read_stays_before_what_it_holds(desk: DraftDesk) -> None:
    write(put_draft, None, "old", on="mia")
    desk.begin(("mia", None))
    desk.type("new")
    desk.settle()
    assert desk.composer.text == "new\nold"
    desk.type("er")
    assert desk.composer.text == "newer\nold"
    desk.qtbot.waitUntil(lambda: read(get_drafts, on="mia") == {None: "newer\nold"}, timeout=3000)


def test_what_was_left_before_the_file_is_read_stays_before_what_it_holds(desk: DraftDesk) -> None:
    session_id = create_session(persona_id="mia")
    write(put_draft, None, "old", on="mia")
    desk.begin(("mia", None))
    desk.type("new")
    desk.drafts.go_to(("mia", session_id))
    desk.settle()
    assert read(get_drafts, on="mia") == {None: "new\nold"}
    desk.drafts.go_to(("mia", None))
    assert desk.composer.text == "new\nold"


def test_closing_before_the_file_is_read_adds_to_what_it_holds(desk: DraftDesk) -> None:
    write(put_draft, None, "old", on="mia")
    desk.begin(("mia", None))
    desk.type("new")
    desk.drafts.go_to(("kai", None))
    desk.type("for Kai")
    desk.drafts.close()
    desk.worker.close()
    assert read(get_drafts, on="mia") == {None: "old\nnew"}
    assert read(get_drafts, on="kai") == {None: "for Kai"}


def test_a_message_on_its_way_when_the_window_closes_does_not_come_back(desk: DraftDesk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", session_id))
    desk.type("Hello")
    drafts.keep()
    desk.worker.run(messages.say("mia", session_id, "Hello"), desk.parent)
    drafts.close()
    desk.worker.close()
    assert read(get_drafts, on="mia") == {}
