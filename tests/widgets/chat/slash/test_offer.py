"""What is offered behind a slash."""

from functools import partial

import pytest

from personaui_desktop.widgets.chat.slash.offer import by_slash, slash_rows
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands

pytestmark = pytest.mark.usefixtures("qapp")


def never() -> bool:
    return False


COMMANDS = Commands(
    (
        Command(
            "a.title", "&Rename…", partial(str), slash="title", slash_takes="TITLE", slash_run=partial(str)
        ),
        Command("a.none", "Without", partial(str)),
        Command("a.try", "Try", partial(str), slash="add", can=never),
        Command("a.new", "New", partial(str), slash="new"),
        Command("a.tell", "Tell", partial(str), slash="tell"),
    )
)


def test_words_stand_in_the_order_of_the_alphabet_and_what_cannot_run_comes_last() -> None:
    rows = slash_rows(COMMANDS, "")
    assert [row.name for row in rows] == ["/new", "/tell", "/title TITLE", "/add"]
    assert [row.is_enabled for row in rows] == [True, True, True, False]
    assert rows[2].detail == "Rename"


def test_only_those_that_begin_so_are_offered_with_that_marked() -> None:
    assert [(row.key, row.spans) for row in slash_rows(COMMANDS, "ti")] == [("a.title", ((0, 3),))]
    assert slash_rows(COMMANDS, "x") == []


def test_a_command_is_found_by_its_whole_word_only() -> None:
    found = by_slash(COMMANDS, "new")
    assert found is not None
    assert found.name == "a.new"
    assert by_slash(COMMANDS, "ne") is None
    assert by_slash(COMMANDS, "") is None
