"""A persona adds something by itself: the countdown, what ends it, and that it is asked once."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot
from support.chat_stage import Stage, chat_stage
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve
from support.scripted import ScriptedStream

from personaui_desktop.background import arrivals
from personaui_desktop.background.operation import Errand
from personaui_desktop.background.reply_thread import ReplyThread
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.events import Failed
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.database import get_chat_history, get_db_path
from personaui_desktop.database.connection import connect
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.operations import marks, sessions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.providers import Provider
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.commands import declare
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.unread import Seeing

SECONDS = 60
OVERLOADED = Failed(ReplyError(ReplyFailure.OVERLOADED, "The server is overloaded.", "Try again in a while."))


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    with chat_stage(qtbot) as made:
        yield made


def want(stage: Stage, *, in_background: bool = True) -> None:
    settings = stage.desk.preferences.settings
    stage.desk.preferences.change(
        settings.but(add_by_itself=True, add_after=SECONDS, add_in_background=in_background)
    )


def replied(stage: Stage) -> None:
    """The person says something, and Mia has replied."""
    stage.go_to(stage.session())
    stream = stage.responder.next_stream()
    stage.say("Hello")
    stream.say("Hi.")
    stream.finish()
    stage.until(lambda: not stage.pane.is_replying)
    stage.shows("Hello", "Hi.")
    stage.settle()


def coming(stage: Stage) -> bool:
    return stage.desk.afterthoughts.coming(stage.place.where) is not None


def counts(stage: Stage) -> None:
    replied(stage)
    stage.until(lambda: coming(stage))


def pass_seconds(stage: Stage, seconds: int = SECONDS) -> None:
    for _ in range(seconds):
        stage.desk.afterthoughts.tick()


def asked(stage: Stage) -> ScriptedStream:
    """The pause is over, and the model is asked."""
    stream = stage.responder.next_stream()
    before = len(stage.responder.requests)
    pass_seconds(stage)
    stage.until(lambda: len(stage.responder.requests) == before + 1)
    return stream


def said(stage: Stage) -> str:
    words = "".join(banner.words.text() for banner in _banners(stage))
    return words.replace("\u2068", "").replace("\u2069", "")


def _banners(stage: Stage) -> list[Banner]:
    return [each for each in stage.pane.foot.findChildren(Banner) if each.isVisible()]


def test_nothing_is_added_unless_it_is_wanted(stage: Stage) -> None:
    replied(stage)
    assert not coming(stage)
    assert said(stage) == ""


def test_after_the_pause_something_is_added_once(stage: Stage) -> None:
    want(stage)
    counts(stage)
    assert f"Mia may add something in {SECONDS} s · price unknown" in said(stage).replace(
        "\u2068", ""
    ).replace("\u2069", "")
    stream = asked(stage)
    stream.say("One more thing.")
    stream.finish()
    stage.shows("Hello", "Hi.", "One more thing.")
    stage.until(lambda: said(stage) == "")
    pass_seconds(stage)
    stage.settle()
    assert len(stage.responder.requests) == 2


def test_silence_leaves_the_conversation_as_it_is(stage: Stage) -> None:
    want(stage)
    counts(stage)
    stream = asked(stage)
    stream.say("[silence]")
    stream.finish()
    stage.until(lambda: not coming(stage))
    stage.settle()
    assert stage.texts() == ["Hello", "Hi."]
    assert said(stage) == ""


def test_writing_sending_and_esc_end_the_countdown(stage: Stage) -> None:
    want(stage)
    counts(stage)
    QTest.keyClicks(stage.pane.composer.edit, "A")
    assert not coming(stage)
    stage.pane.composer.edit.clear()
    counts(stage)
    stage.press(Qt.Key.Key_Escape)
    assert not coming(stage)
    counts(stage)
    stage.responder.next_stream()
    stage.pane.requests.send(stage.place.where, "And?")
    stage.until(lambda: not coming(stage))
    pass_seconds(stage)
    stage.settle()
    assert len(stage.responder.requests) == 4


def test_the_buttons_ask_at_once_and_cancel(stage: Stage) -> None:
    want(stage)
    counts(stage)
    now, cancel = _banners(stage)[0].buttons
    stream = stage.responder.next_stream()
    QTest.mouseClick(now, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(stage.responder.requests) == 2)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not coming(stage)
    stream.say("Too late.")
    stream.finish()
    stage.settle()
    assert stage.texts() == ["Hello", "Hi."]


def test_the_pause_passes_only_in_view_unless_allowed(stage: Stage) -> None:
    want(stage, in_background=False)
    counts(stage)
    pass_seconds(stage)
    assert coming(stage)
    stage.settle()
    assert len(stage.responder.requests) == 1
    Seeing(stage.pane, stage.place.session_changed, stage.place, stage.desk.unread)
    stage.pane.activateWindow()
    stage.until(stage.pane.isActiveWindow)
    asked(stage)


def test_a_failure_is_told_and_not_tried_again(stage: Stage) -> None:
    want(stage)
    counts(stage)
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    stream = asked(stage)
    stream.put(OVERLOADED, None)
    stage.until(lambda: not coming(stage))
    stage.settle()
    assert stage.texts() == ["Hello", "Hi."]
    assert [(notice.text, notice.remedy) for notice in told] == [
        ("Nothing was added.", "The server is overloaded. Try again in a while.")
    ]
    pass_seconds(stage)
    stage.settle()
    assert len(stage.responder.requests) == 2


def noted(stage: Stage, data_dir: Path) -> str:
    stage.settle()
    log = data_dir / LOG_NAME
    return log.read_text(encoding="utf-8") if log.exists() else ""


def test_a_failure_is_noted_by_its_code_also_where_nobody_looks(stage: Stage, data_dir: Path) -> None:
    want(stage)
    counts(stage)
    stage.go_to(stage.session("Another"))
    stream = asked(stage)
    assert noted(stage, data_dir) == ""
    stream.put(OVERLOADED, None)
    stage.until(lambda: noted(stage, data_dir) == "An afterthought failed: overloaded\n")


def test_what_cannot_even_be_asked_is_noted(stage: Stage, data_dir: Path) -> None:
    want(stage)
    counts(stage)

    def lock() -> None:
        with connect("default") as opened:
            opened.execute("PRAGMA query_only = ON")

    stage.worker.run(Errand(lock), stage.pane)
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    stage.responder.next_stream()
    pass_seconds(stage)
    stage.until(lambda: not coming(stage))
    assert len(stage.responder.requests) == 1
    assert ["cannot be written" in notice.text for notice in told] == [True]
    stage.until(lambda: "An afterthought failed: FileNotWritable, OperationalError" in noted(stage, data_dir))


def limit(stage: Stage, pages: int) -> None:
    """Have the disk be full beyond so many more pages."""

    def work() -> None:
        with connect("default") as opened:
            there = opened.execute("PRAGMA page_count").fetchone()[0]
            opened.execute(f"PRAGMA max_page_count = {there + pages}")

    stage.worker.run(Errand(work), stage.pane)
    stage.settle()


LONG = "One more thing. " * 2_500


@pytest.fixture
def unstored(stage: Stage, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Something came that does not fit on the disk."""
    monkeypatch.setattr(arrivals, "STORE_AGAIN_MS", 20)
    told = QSignalSpy(stage.desk.arrivals.not_stored)
    want(stage)
    counts(stage)
    stream = asked(stage)
    limit(stage, pages=1)
    stream.say(LONG)
    stream.finish()
    stage.until(lambda: told.count() == 1)
    where, error, text = told.at(0)[:2], told.at(0)[2], told.at(0)[3]
    assert tuple(where) == stage.place.where
    assert "the disk is full" in str(error)
    assert text == LONG.strip()
    assert "One more" not in noted(stage, data_dir)
    assert noted(stage, data_dir).count("An afterthought failed: FileNotWritable") == 1
    return stage


def test_a_full_disk_loses_nothing_of_what_came(unstored: Stage) -> None:
    assert unstored.texts() == ["Hello", "Hi."]
    assert unstored.desk.arrivals.under_way() == [unstored.place.where]
    added = QSignalSpy(unstored.desk.afterthoughts.added)
    limit(unstored, pages=100_000)
    unstored.until(lambda: added.count() == 1)
    unstored.shows("Hello", "Hi.", LONG.strip())
    unstored.settle()
    assert unstored.desk.arrivals.under_way() == []
    messages = [message["message"] for message in get_chat_history(session_id=unstored.place.session_id)]
    assert messages == ["Hello", "Hi.", LONG.strip()]


def test_what_was_not_stored_yet_stands_before_what_the_person_says_meanwhile(unstored: Stage) -> None:
    """A short message still fits on the disk."""
    stream = unstored.responder.next_stream()
    limit(unstored, pages=6)
    unstored.say("And?")
    unstored.until(lambda: unstored.texts()[:3] == ["Hello", "Hi.", "And?"])
    limit(unstored, pages=100_000)
    unstored.until(lambda: LONG.strip() in unstored.texts())
    stream.say("So on.")
    stream.finish()
    unstored.shows("Hello", "Hi.", LONG.strip(), "And?", "So on.")
    unstored.until(lambda: not unstored.pane.is_replying)
    unstored.settle()
    messages = [message["message"] for message in get_chat_history(session_id=unstored.place.session_id)]
    assert messages == ["Hello", "Hi.", LONG.strip(), "And?", "So on."]
    assert unstored.desk.arrivals.under_way() == []


def asked_thread(stage: Stage) -> ReplyThread:
    """In which the model is being asked."""
    coming = stage.desk.afterthoughts.coming(stage.place.where)
    assert coming is not None
    assert coming.writing is not None
    assert coming.writing._thread is not None
    return coming.writing._thread


def test_nobody_is_told_that_what_is_not_wanted_failed(stage: Stage, data_dir: Path) -> None:
    told = QSignalSpy(stage.desk.afterthoughts.failed)
    want(stage)
    counts(stage)
    stream = asked(stage)
    thread = asked_thread(stage)
    del stage.desk.afterthoughts._coming[stage.place.where]
    stream.put(OVERLOADED, None)
    stage.until(lambda: noted(stage, data_dir) == "An afterthought failed: overloaded\n")
    assert told.count() == 0
    assert thread.failure is ReplyFailure.OVERLOADED


@pytest.mark.parametrize(
    ("said", "is_wanted", "kept"),
    [("One more thing.", True, "One more thing."), ("[silence]", True, ""), ("Too late.", False, "")],
)
def test_only_what_is_to_be_a_message_could_be_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, said: str, is_wanted: bool, kept: str
) -> None:
    stored: list[str] = []
    store = stage.desk.arrivals.store
    monkeypatch.setattr(stage.desk.arrivals, "store", lambda each: (stored.append(each.text), store(each)))
    want(stage)
    counts(stage)
    stream = asked(stage)
    stream.say(said)
    if not is_wanted:
        stage.until(lambda: asked_thread(stage).has_text)
        stage.desk.afterthoughts.cancel(stage.place.where)
    stream.finish()
    stage.until(lambda: len(stored) == 1)
    stage.settle()
    assert stored == [kept]
    assert stage.texts() == ["Hello", "Hi.", *filter(None, [kept])]


def test_nothing_is_added_in_demo_mode(stage: Stage) -> None:
    want(stage)
    stage.desk.afterthoughts.is_demo = True
    replied(stage)
    assert not coming(stage)


def test_switching_it_off_ends_the_countdown(stage: Stage) -> None:
    want(stage)
    counts(stage)
    stage.desk.preferences.change(stage.desk.preferences.settings.but(add_by_itself=False))
    assert not coming(stage)


def test_the_menu_switches_it_on_and_off_and_stops_a_countdown(stage: Stage) -> None:
    commands = stage.pane.commands
    assert not stage.desk.preferences.settings.add_by_itself
    commands.start("reply.add_by_itself")
    assert stage.desk.preferences.settings.add_by_itself
    counts(stage)
    assert commands["reply.stop"].title == "&Stop afterthought"
    commands.start("reply.stop")
    assert not coming(stage)
    counts(stage)
    commands.start("reply.add_by_itself")
    assert not coming(stage)


def test_what_was_added_elsewhere_is_unread(stage: Stage) -> None:
    want(stage)
    counts(stage)
    where = stage.place.where
    stage.go_to(stage.session("Another"))
    stream = asked(stage)
    stream.say("One more thing.")
    stream.finish()
    stage.until(lambda: where[1] in stage.desk.unread._sessions.get(where[0], ()))


def test_a_conversation_that_goes_to_the_trash_ends_its_countdown(stage: Stage) -> None:
    want(stage)
    counts(stage)
    persona_id, session_id = stage.place.where
    assert session_id is not None
    other = stage.session("Another", "talk")
    for operation in (sessions.trash(persona_id, [other]), marks.note(persona_id, session_id, 1, "Noted")):
        stage.desk.run(operation, stage.desk)
        stage.settle()
        assert coming(stage), "that ends nothing here"
    stage.desk.run(sessions.trash(persona_id, [session_id]), stage.desk)
    stage.until(lambda: stage.desk.afterthoughts.coming((persona_id, session_id)) is None)
    pass_seconds(stage)
    stage.settle()
    assert len(stage.responder.requests) == 1


@pytest.mark.parametrize("how", ["deleted", "hidden"])
def test_a_reply_that_goes_ends_the_countdown_to_what_is_added_to_it(stage: Stage, how: str) -> None:
    want(stage)
    counts(stage)
    commands = stage.pane.commands
    commands.start("message.delete" if how == "deleted" else "message.hide")
    stage.until(lambda: not coming(stage))
    pass_seconds(stage)
    stage.settle()
    assert len(stage.responder.requests) == 1


def test_what_is_changed_while_the_model_is_asked_drops_nothing(stage: Stage) -> None:
    want(stage)
    counts(stage)
    stream = asked(stage)
    persona_id, session_id = stage.place.where
    assert session_id is not None
    stage.desk.run(marks.note(persona_id, session_id, 1, "Noted"), stage.desk)
    stage.settle()
    stream.say("One more thing.")
    stream.finish()
    stage.shows("Hello", "Hi.", "One more thing.")


def test_a_persona_whose_file_is_gone_is_not_asked(stage: Stage) -> None:
    want(stage)
    counts(stage)
    get_db_path("default").unlink()
    stage.desk.changed.emit(Change(Topic.PERSONAS, "default"))
    stage.until(lambda: not coming(stage))


def test_two_windows_show_one_countdown_and_ask_once(qtbot: QtBot, stage: Stage) -> None:
    want(stage)
    place, notices = Place("default"), Notices()
    other = ChatPane(stage.desk, place, notices)
    qtbot.addWidget(other)
    declare(other, UndoHistory(place, stage.desk.histories, stage.desk.run, notices, other))
    other.show()
    replied(stage)
    place.show_persona("default")
    place.show_session(stage.place.session_id)
    stage.until(lambda: coming(stage))

    def shown(pane: ChatPane) -> list[str]:
        return [each.words.text() for each in pane.foot.findChildren(Banner) if each.isVisible()]

    stage.until(lambda: shown(other) == shown(stage.pane) != [])
    stage.desk.afterthoughts.tick()
    assert shown(other) == shown(stage.pane)
    assert f"in {SECONDS - 1} s" in shown(other)[0]
    stream = stage.responder.next_stream()
    for pane in (stage.pane, other):
        now = next(each for each in pane.foot.findChildren(Banner) if each.isVisible()).buttons[0]
        QTest.mouseClick(now, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(stage.responder.requests) == 2)
    stream.say("One more thing.")
    stream.finish()
    stage.shows("Hello", "Hi.", "One more thing.")
    stage.until(lambda: shown(other) == shown(stage.pane) == [])
    stage.settle()
    assert len(stage.responder.requests) == 2
    replied(stage)
    place.show_session(stage.place.session_id)
    stage.until(lambda: coming(stage) and shown(other) != [])
    QTest.keyClicks(other.composer.edit, "A")
    assert not coming(stage), "whoever writes, in whichever window, is not interrupted"


@pytest.fixture
def server(stage: Stage) -> Iterator[MessagesServer]:
    with serve() as running:
        stage.answering.responder = ClaudeResponder(Provider(running.url), "key")
        want(stage)
        yield running


def exchange(stage: Stage) -> None:
    """The person says something, and the server has replied."""
    stage.go_to(stage.session())
    stage.say("Hello")
    stage.until(lambda: stage.model.rowCount() == 2 and coming(stage))


def test_a_server_is_asked_as_a_request_of_its_own_and_its_answer_is_added(
    stage: Stage, server: MessagesServer
) -> None:
    server.reply_with(Reply(("Hi.",)), Reply(("One more ", "thing.")))
    exchange(stage)
    pass_seconds(stage)
    stage.shows("Hello", "Hi.", "One more thing.")
    assert len(server.requests) == 2
    sent = server.requests[1].body["messages"]
    assert [message["role"] for message in sent] == ["user", "assistant", "user"]
    assert prompt("afterthought_or_silence") in str(sent[-1]).replace("\\n", "\n")
    assert "thinking" not in server.requests[1].body


@pytest.mark.parametrize(
    "answer", [Reply(("[silence]",)), Reply(("One mo",), ending=Ending.END_OF_FILE), Refusal(401)]
)
def test_silence_and_trouble_at_the_server_add_nothing_and_are_not_asked_about_again(
    stage: Stage, server: MessagesServer, answer: Reply | Refusal
) -> None:
    server.reply_with(Reply(("Hi.",)), answer, Reply(("Hi again.",)))
    exchange(stage)
    pass_seconds(stage)
    stage.until(lambda: len(server.requests) == 2 and not coming(stage))
    stage.settle()
    assert stage.texts() == ["Hello", "Hi."]
    stage.pane.commands.start("reply.try_again")
    stage.shows("Hello", "Hi again.")
    stage.until(lambda: not stage.pane.is_replying)
    stage.settle()
    assert not coming(stage), "that message of the person's was answered with the question already"
    assert len(server.requests) == 3


def test_what_is_cancelled_while_the_server_is_asked_is_not_added(
    stage: Stage, server: MessagesServer
) -> None:
    gate = threading.Event()
    server.reply_with(Reply(("Hi.",)), Reply(("One more thing.",), gate=gate))
    exchange(stage)
    pass_seconds(stage)
    stage.until(lambda: len(server.requests) == 2)
    stage.press(Qt.Key.Key_Escape)
    assert not coming(stage)
    gate.set()
    stage.settle()
    assert stage.texts() == ["Hello", "Hi."]
