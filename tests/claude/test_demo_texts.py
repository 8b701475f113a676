import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.demo_requests import MEMORY, a_request
from support.programs import programs

from personaui_desktop.claude.demo_texts import _topics, reply_text
from personaui_desktop.conversation.prompts import prompt


def test_every_prepared_reply_says_that_it_is_no_ai() -> None:
    prepared = [(topic.name, reply.template) for topic in _topics().values() for reply in topic.replies]
    assert len(prepared) > 10
    assert [name for name, text in prepared if "demo" not in text or "AI" not in text] == []


def test_there_is_nothing_to_add_to_a_prepared_reply() -> None:
    added = reply_text(a_request(prompt("afterthought"), "Hello.", "Hi."))
    assert added == "*turns out an empty drawer* That was all I had."


def test_replies_vary() -> None:
    assert len({reply_text(a_request(f"thing {n}", "a", "b"))[:12] for n in range(30)}) >= 3


def test_memories_that_were_sent_are_referred_to() -> None:
    assert "Sam prefers tea to coffee" in reply_text(a_request("what do you remember?", memories=(MEMORY,)))
    assert "Press **+**" in reply_text(a_request("what do you remember?"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("conversations?", "Ctrl+N"),
        ("Personas", "Ctrl+Shift+N"),
        ("settings", "Connection"),
        ("markdown", "```"),
    ],
)
def test_the_newcomer_is_helped(asked: str, told: str) -> None:
    assert told in reply_text(a_request(asked, "hi", "hello"))


def test_every_key_that_is_named_does_something(qtbot: QtBot, data_dir: Path) -> None:
    with programs(qtbot, data_dir) as start:
        known = {keys for command in start("--demo").window.commands for keys in command.keys} | {"Esc"}
    prepared = "\n".join(reply.template for topic in _topics().values() for reply in topic.replies)
    named = re.findall(r"\*\*((?:Ctrl|Esc)[^*]*)\*\*", prepared)
    assert len(named) >= 5
    assert set(named) <= known


def test_every_word_of_the_tour_leads_somewhere() -> None:
    words = re.findall(r"^- \*(\w+)\*", _topics()["help"].replies[0].template, re.MULTILINE)
    assert len(words) == 5
    replies = [reply_text(a_request(word, "hi", "hello")) for word in words]
    assert len(set(replies)) == 5


def test_the_time_note_is_not_taken_for_words() -> None:
    assert reply_text(a_request("[Monday, 2026-11-23 14:10]\n\nxyz")) == reply_text(a_request("xyz"))
