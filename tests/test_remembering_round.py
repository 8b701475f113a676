"""A conversation becomes a memory through a server, and the memory goes along with the next message."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve
from support.on_file import read
from support.programs import Start, programs, say

from personaui_desktop.app import Program
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    get_all_memories,
    get_chat_history,
    get_last_memory_message_id,
    save_memory,
    save_message,
)
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.database.receipts import Spent, session_spending
from personaui_desktop.operations import branches, memories
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.columns import Side
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import MESSAGE_MENU, add_commands
from personaui_desktop.widgets.inspector.dialog import Inspector
from personaui_desktop.widgets.window_keeper import START_SIZE

TEXT = "He told me that the storm took half the pier."


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    """Starts the program, as often as wanted, one after the other."""
    with programs(qtbot, data_dir) as start_program:

        def start_wide() -> Program:
            program = start_program()
            program.window.resize(START_SIZE)
            return program

        yield start_wide


def start_talk(
    qtbot: QtBot, start: Start, data_dir: Path, server: MessagesServer, remember_after: int = 0
) -> Program:
    """The program with enough said in it to be remembered."""
    settings = Settings(base_url=server.url, model="chats", remember_after=remember_after)
    save_settings(settings, data_dir)
    program = start()
    say(qtbot, program, "The storm came.")
    say(qtbot, program, "It took half the pier.")
    return program


def test_the_whole_round(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    with serve(Reply(["A storm?"]), Reply(["I see."])) as server:
        save_settings(Settings(base_url=server.url, model="chats"), data_dir)
        program = start()
        say(qtbot, program, "The storm came.")
        say(qtbot, program, "It took half the pier.")
        server.reply_with(Refusal(402, "billing_error"), Reply([f"Certainly! Here it is:\n\n{TEXT}"]))
        pane = program.window.memories
        pane.foot.remember_button.click()
        qtbot.waitUntil(lambda: pane.remembering.line.second_button.isVisible(), timeout=20000)
        assert read(get_proposals) == []
        pane.remembering.line.button.click()
        qtbot.waitUntil(lambda: pane.editor.isVisible(), timeout=20000)
        assert pane.editor.text.toPlainText() == TEXT
        asked = server.requests[-1].body
        assert asked["model"] == "chats"
        assert "Person: The storm came." in str(asked["messages"])
        pane.editor.save()
        qtbot.waitUntil(lambda: program.worker.is_idle)
        say(qtbot, program, "Do you remember?")
        assert TEXT in str(server.requests[-1].body["system"])
    assert all(message["memorized"] for message in get_chat_history()[:4])


def test_a_memory_is_among_what_was_spent(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    model = "claude-sonnet-5-5"
    useless = Reply(["Certainly!"], model=model)
    with serve(Reply(["One."]), Reply(["Two."]), useless, Reply([TEXT], model=model)) as server:
        save_settings(Settings(base_url=server.url, model="chats"), data_dir)
        program = start()
        say(qtbot, program, "The storm came.")
        say(qtbot, program, "It took half the pier.")
        pane = program.window.memories
        pane.foot.remember_button.click()
        qtbot.waitUntil(lambda: pane.remembering.line.second_button.isVisible(), timeout=20000)
        pane.remembering.line.button.click()
        qtbot.waitUntil(lambda: pane.editor.isVisible(), timeout=20000)
        # Of each memory 11 tokens at 2 dollars a million, 7 read at 0.10, 5 written at 2.50, 3 said at 10.
        assert read(session_spending, program.window.place.session_id) == Spent(2 * 65_200, 4, 2)
        line = program.window.chat.foot.cost_line
        words = "This conversation: $0.0001 and 2 replies of unknown cost"
        qtbot.waitUntil(lambda: line.session.text() == words, timeout=20000)


def test_by_itself_after_a_reply_and_still_there_after_a_restart(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    with serve(Reply(["One."]), Reply(["Two."]), Reply([TEXT])) as server:
        settings = Settings(
            base_url=server.url,
            model="chats",
            memory_model="small",
            remember_after=2,
            title_conversations=False,
        )
        save_settings(settings, data_dir)
        program = start()
        say(qtbot, program, "The storm came.")
        say(qtbot, program, "It took half the pier.")
        qtbot.waitUntil(lambda: bool(read(get_proposals)), timeout=20000)
        assert [asked.body["model"] for asked in server.requests] == ["chats", "chats", "small"]
        again = start()
        card = again.window.memories.shelf.proposals
        qtbot.waitUntil(lambda: card.proposal is not None, timeout=20000)
        card.accept_button.click()
        qtbot.waitUntil(lambda: again.worker.is_idle)
    assert [memory["content"] for memory in get_all_memories()] == [TEXT]


def test_a_failure_by_itself_leaves_the_chat_alone(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    with serve(Reply(["One."]), Reply(["Two."]), Refusal(400), Reply(["Three."])) as server:
        save_settings(Settings(base_url=server.url, model="chats", remember_after=2), data_dir)
        program = start()
        say(qtbot, program, "The storm came.")
        say(qtbot, program, "It took half the pier.")
        qtbot.waitUntil(lambda: bool(program.window.memories.making._pauses), timeout=20000)
        say(qtbot, program, "Are you there?")
    assert get_chat_history()[-1]["message"] == "Three."
    assert read(get_proposals) == []
    assert not program.window.memories.remembering.line.second_button.isVisible()


SOON = {"retry-after": "0.01"}
"""The SDK tries again by itself, twice, and does not keep a test waiting."""


@pytest.mark.parametrize(
    ("failing", "words"),
    [
        (Refusal(401, "authentication_error"), "{server} does not accept this key. Check the key"),
        (Refusal(402, "billing_error"), "Your account at {server} has no credit left. Add credit"),
        (Refusal(403, "permission_error"), "{server} does not allow this with your key."),
        (Refusal(404, "not_found_error", "model: chats"), "{server} does not know the model chats. Choose"),
        (Refusal(413, "request_too_large"), "There are too many messages at once. Select some"),
        (Refusal(429, "rate_limit_error", headers=SOON), "{server} is getting too many requests. Try"),
        (Refusal(500, "api_error", headers=SOON), "Something went wrong at {server}."),
        (Refusal(529, "overloaded_error", headers=SOON), "{server} is overloaded. Try again"),
        (Reply([TEXT], ending=Ending.RESET), "The connection was lost. Try again in a moment."),
        (Reply([TEXT], ending=Ending.END_OF_FILE), "The connection was lost. Try again in a moment."),
        (Reply([TEXT], ending=Ending.ERROR_EVENT), "{server} is overloaded. Try again"),
        (Reply([TEXT], stop_reason="max_tokens"), "The memory grew too long."),
        (Reply([TEXT], stop_reason="refusal"), "The model declined"),
        (Reply([]), "The answer was empty."),
        (Reply(["Certainly!"]), "The answer had nothing to do with the messages."),
    ],
    ids=[
        "401", "402", "403", "404", "413", "429", "500", "529", "reset", "end of file", "error event",
        "max_tokens", "refusal", "empty", "assent",
    ],
)  # fmt: skip
def test_what_goes_wrong_saves_nothing_is_said_and_retry_works(
    qtbot: QtBot, start: Start, data_dir: Path, failing: Reply | Refusal, words: str
) -> None:
    with serve() as server:
        program = start_talk(qtbot, start, data_dir, server)
        pane, line = program.window.memories, program.window.memories.remembering.line
        server.default = failing
        pane.foot.remember_button.click()
        qtbot.waitUntil(lambda: line.second_button.isVisible(), timeout=20000)
        qtbot.waitUntil(lambda: program.worker.is_idle)
        assert line.label.text().startswith(f"⚠ Nothing was saved. {words.format(server=server.url)}")
        assert "reply" not in line.label.text()
        server.reply_with(Reply(["Here I am."]))
        say(qtbot, program, "Are you there?")
        assert get_chat_history()[-1]["message"] == "Here I am."
        assert read(get_proposals) == []
        assert get_all_memories() == []
        assert get_last_memory_message_id(program.window.place.session_id) is None
        server.default = Reply([TEXT])
        line.button.click()
        qtbot.waitUntil(lambda: pane.editor.isVisible(), timeout=20000)
        assert pane.editor.text.toPlainText() == TEXT
        pane.editor.save()
        qtbot.waitUntil(lambda: program.worker.is_idle)
        assert [memory["content"] for memory in get_all_memories()] == [TEXT]
        assert not line.second_button.isVisible()


@pytest.mark.parametrize("held_at", ["headers_gate", "gate"])
@pytest.mark.parametrize("by_itself", [False, True], ids=["asked for", "by itself"])
def test_a_message_is_answered_while_a_memory_is_being_written(
    qtbot: QtBot, start: Start, data_dir: Path, held_at: str, by_itself: bool
) -> None:
    gate = threading.Event()
    with serve() as server:
        program = start_talk(qtbot, start, data_dir, server, remember_after=3 if by_itself else 0)
        pane = program.window.memories
        memory = Reply([TEXT])._replace(**{held_at: gate})
        if by_itself:
            server.reply_with(Reply(["Three."]), memory)
            say(qtbot, program, "Nobody was hurt.")
        else:
            server.reply_with(memory)
            pane.foot.remember_button.click()
        asked = 4 if by_itself else 3
        qtbot.waitUntil(lambda: len(server.requests) == asked, timeout=20000)
        server.reply_with(Reply(["Here I am."]))
        say(qtbot, program, "Are you there?")
        assert get_chat_history()[-1]["message"] == "Here I am."
        assert read(get_proposals) == []
        gate.set()
        qtbot.waitUntil(lambda: bool(read(get_proposals)), timeout=20000)
    assert [proposal.content for proposal in read(get_proposals)] == [TEXT]


def test_a_memory_that_rests_leads_to_its_branch_in_its_place(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    create_persona_db("default")
    session = create_session("Pier", "default")
    ids = [save_message(f"said {n}", n % 2 == 0, "Mia", session) for n in range(6)]
    memories.add("default", session, TEXT, ids[1], ids[5]).work()
    branches.say_instead("default", session, ids[4], "Else").work()
    program = start()
    window = program.window
    qtbot.waitUntil(lambda: bool(window.memories._model.rows) and program.worker.is_idle)
    window.memories.shelf.view.do("memory.show_messages", window.memories._model.rows[0])
    qtbot.waitUntil(lambda: window.place.session_id == session and program.worker.is_idle)
    assert window.chat.transcript.scene.selected_ids == (ids[1], ids[5])
    assert [message["message"] for message in get_chat_history(9, session)][4:] == ["said 4", "said 5"]
    assert [each.session_id for each in memories.listing("default").work()] == [session]


def test_a_memory_leads_to_its_messages_and_back(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    program = start()
    old = create_session("Old", "default")
    ids = [save_message(f"said {n}", n % 2 == 0, "Mia", old) for n in range(200)]
    newer = create_session("Newer", "default")
    save_message("Hello", True, session_id=newer)
    window = program.window
    window.place.show_session(old)
    window.memories.remember_messages(ids[20], ids[22])
    qtbot.waitUntil(lambda: window.memories.editor.is_open)
    window.memories.editor.text.setPlainText(TEXT)
    window.memories.editor.save()
    qtbot.waitUntil(lambda: program.worker.is_idle)
    window.place.show_session(newer)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    window.memories.shelf.view.do("memory.show_messages", window.memories._model.rows[0])
    qtbot.waitUntil(lambda: program.worker.is_idle)
    transcript = window.chat.transcript
    assert window.place.session_id == old
    assert transcript.scene.selected_ids == (ids[20], ids[22])
    row = window.chat._model.row_of(ids[20])
    assert row is not None
    assert window.chat._model.message(row).memorized
    qtbot.waitUntil(lambda: transcript.scene.row_of(ids[20]) is not None)
    menu = QMenu()
    qtbot.addWidget(menu)
    add_commands(menu, MESSAGE_MENU, window.commands, Scope.MESSAGE, window.chat._model.message(row))
    actions = {action.text(): action for action in menu.actions()}
    assert "Remember selected messages" in actions
    cards = window.memories.shelf.view
    cards.setCurrentIndex(QModelIndex())
    actions["Show its memory"].trigger()
    assert cards.current_memory is not None
    assert cards.current_memory.content == TEXT
    cards.setCurrentIndex(QModelIndex())
    window.columns.toggle(Side.MEMORIES)
    assert not window.memories.isVisible()
    transcript.throttle.flush()
    placed = transcript.scene.row_of(ids[20])
    mark = (placed.laid.rects.gutter.center() + QPointF(0, placed.top)).toPoint()
    qtbot.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=mark)
    assert window.memories.isVisible()
    assert window.focusWidget() is cards
    assert cards.current_memory is not None
    assert cards.current_memory.content == TEXT


def test_the_order_of_the_memories_comes_back_and_their_budget_leads_to_what_is_sent(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    program = start()
    for text in ("One.", "Two.", "Three."):
        save_memory(None, text)
    program.window.memories.load()
    qtbot.waitUntil(lambda: program.worker.is_idle)
    program.window.memories.shelf.view.setCurrentIndex(program.window.memories.shelf.view.model().index(2, 0))
    program.window.commands.start("memory.pin")
    orders = {each.text(): each for each in program.window.memories.shelf.sort_button.menu().actions()}
    orders["Pinned first"].trigger()
    qtbot.waitUntil(lambda: program.worker.is_idle)
    shelf = start().window.memories.shelf
    qtbot.waitUntil(lambda: shelf.view.model().rowCount() == 3)
    assert [shelf.view.model().index(row, 0).data() for row in range(3)] == ["One.", "Three.", "Two."]
    qtbot.mouseClick(shelf.heading.bar, Qt.MouseButton.LeftButton)
    inspector = shelf.window().findChild(Inspector)
    assert inspector is not None
    qtbot.waitUntil(lambda: inspector.pieces.topLevelItemCount() > 1)
    assert "3 sent" in inspector.pieces.topLevelItem(1).text(0)
    inspector.close()


def test_a_suggestion_shows_on_the_button_while_the_pane_is_hidden(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    with serve(Reply(["One."]), Reply(["Two."]), Reply([TEXT])) as server:
        program = start_talk(qtbot, start, data_dir, server, remember_after=2)
        window = program.window
        qtbot.waitUntil(lambda: window.memories.has_suggestions, timeout=20000)
        header = window.chat.header
        assert not header.memories_dot.isVisible()
        window.columns.toggle(Side.MEMORIES)
        assert header.memories_dot.isVisible()
        assert "new suggestion" in header.memories_button.accessibleName()
        window.columns.toggle(Side.MEMORIES)
        window.memories.shelf.proposals.discard_button.click()
        qtbot.waitUntil(lambda: not window.memories.has_suggestions)
        window.columns.toggle(Side.MEMORIES)
        assert header.memories_button.isVisible()
        assert not header.memories_dot.isVisible()
