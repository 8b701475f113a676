"""Conversations get their titles by a small model, and keep their first words whatever fails."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.messages_server import Ending, HangUp, MessagesServer, Refusal, Reply, serve
from support.on_file import read
from support.programs import Start, programs, say

from personaui_desktop.app import Program
from personaui_desktop.database import delete_session, get_session
from personaui_desktop.database.receipts import session_spending
from personaui_desktop.database.session_marks import trashed
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings

FIRST_WORDS = "The storm came."


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    with programs(qtbot, data_dir) as begin:
        yield begin


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with serve() as serving:
        yield serving


def begin(start: Start, data_dir: Path, server: MessagesServer, **more) -> Program:
    settings = Settings(base_url=server.url, model="chats", memory_model="small", remember_after=0)
    save_settings(settings.but(**more), data_dir)
    return start()


def title(program: Program) -> str:
    session = get_session(program.window.place.session_id)
    assert session is not None
    return session["title"]


def models(server: MessagesServer) -> list[str]:
    return [asked.body["model"] for asked in server.requests]


def test_after_the_first_exchange_the_small_model_gives_a_title(qtbot, start, data_dir, server):
    model = "claude-haiku-5-5"
    server.reply_with(Reply(["A storm?"]), Reply(["“Storm at the ", "pier.”"], model=model), Reply(["Oh."]))
    program = begin(start, data_dir, server)
    say(qtbot, program, FIRST_WORDS)
    qtbot.waitUntil(lambda: title(program) == "Storm at the pier")
    qtbot.waitUntil(lambda: program.window.chat.header.title.text() == "Storm at the pier")
    listed = program.window.sessions.list
    qtbot.waitUntil(lambda: listed.currentIndex().data() == "Storm at the pier")
    say(qtbot, program, "It took half the pier.")
    assert models(server) == ["chats", "small", "chats"]
    spent = read(session_spending, program.window.place.session_id)
    assert spent.requests == 3, "what it cost is counted"
    assert spent.cost_nano > 0


@pytest.mark.parametrize(
    "answer",
    [
        Refusal(500),
        HangUp(),
        Reply([""]),
        Reply(["Too long. " * 30]),
        Reply(["Half a ti"], ending=Ending.END_OF_FILE),
    ],
)
def test_whatever_fails_the_first_words_stay_and_nothing_is_said(qtbot, start, data_dir, server, answer):
    server.reply_with(Reply(["A storm?"]), answer, answer, answer, answer)
    program = begin(start, data_dir, server)
    say(qtbot, program, FIRST_WORDS)
    qtbot.waitUntil(lambda: "small" in models(server))
    qtbot.waitUntil(lambda: not program.desk.writer._under_way, timeout=20_000)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert title(program) == FIRST_WORDS
    assert program.window.notice_bar.notice is None
    asked = models(server).count("small")
    server.reply_with(*[Reply()] * 9)
    say(qtbot, program, "And?")
    qtbot.waitUntil(lambda: program.worker.is_idle and not program.desk.writer._under_way)
    assert models(server).count("small") == asked, "nobody is asked twice"


def test_a_reply_that_failed_is_no_exchange_yet(qtbot, start, data_dir, server):
    server.reply_with(Refusal(400), Reply(["A storm?"]), Reply(["Storm"]))
    program = begin(start, data_dir, server)
    say(qtbot, program, FIRST_WORDS)
    program.window.commands.start("reply.try_again")
    qtbot.waitUntil(lambda: title(program) == "Storm")


@pytest.mark.parametrize("more", [{"memory_model": ""}, {"title_conversations": False}])
def test_without_a_small_model_or_the_wish_nobody_is_asked(qtbot, start, data_dir, server, more):
    program = begin(start, data_dir, server, **more)
    say(qtbot, program, FIRST_WORDS)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert models(server) == ["chats"]
    assert title(program) == FIRST_WORDS


def test_the_demo_gives_first_words(qtbot, start):
    program = start("--demo")
    say(qtbot, program, FIRST_WORDS)
    assert program.desk.titling.model == ""
    assert title(program) == FIRST_WORDS


@pytest.mark.parametrize("meanwhile", ["renamed", "deleted", "trashed"])
def test_what_happens_while_a_title_is_made_counts(qtbot, start, data_dir, server, meanwhile):
    gate = threading.Event()
    server.reply_with(Reply(["A storm?"]), Reply(["Storm"], gate=gate))
    program = begin(start, data_dir, server)
    say(qtbot, program, FIRST_WORDS)
    qtbot.waitUntil(lambda: "small" in models(server))
    session_id = program.window.place.session_id
    if meanwhile == "renamed":
        program.window.sessions.verbs.rename(session_id, "Mine")
        qtbot.waitUntil(lambda: title(program) == "Mine")
    elif meanwhile == "trashed":
        program.window.commands.start("session.delete")
        qtbot.waitUntil(lambda: program.window.place.session_id != session_id)
        program.window.notice_bar.dismiss()
    else:
        delete_session(session_id)
    gate.set()
    qtbot.waitUntil(lambda: not program.desk.writer._under_way)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    found = get_session(session_id)
    expected = {"renamed": "Mine", "deleted": None, "trashed": "Storm"}
    assert (found and found["title"]) == expected[meanwhile]
    assert read(trashed) == ([session_id] if meanwhile == "trashed" else [])
    assert program.window.notice_bar.notice is None
