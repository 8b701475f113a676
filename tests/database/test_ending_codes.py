"""Files keep why a reply did not end well as a code with its values, never as a sentence."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.on_file import read, write

import personaui_desktop
from personaui_desktop import database
from personaui_desktop.claude.failures import Addressee, connection_failure, redirected
from personaui_desktop.database import pages, replies
from personaui_desktop.database.connection import connect
from personaui_desktop.database.ending_codes import MOST_CHARACTERS, read_problem, stored_problem
from personaui_desktop.errors import ProgramMistake
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.endings import Ending
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

ASKED = Addressee("https://example.org", "a model")


@pytest.mark.parametrize("error", [connection_failure(ValueError(), ASKED), redirected(ASKED)])
def test_a_file_holds_no_word_of_a_sentence(error: personaui_desktop.errors.KnownError) -> None:
    kept = stored_problem(error.both)
    assert kept is not None
    assert "example.org" in kept
    assert not any(str(said) in kept for said in (error.sentence, error.remedy))
    assert str(read_problem(kept)) == f"{error.sentence} {error.remedy}"


def test_a_row_tells_its_code_and_is_read_as_a_phrase() -> None:
    session = database.create_session()
    reply = write(replies.begin_reply, session, "Mia", "run")
    outcome = ReplyOutcome(ReplyStatus.INTERRUPTED, Ending.CUT_OFF.value)
    write(replies.finish_reply, reply, "Half of", outcome)
    with connect("default") as connection:
        row = connection.execute("SELECT problem FROM replies").fetchone()
    assert row == ('{"code": "cut_off"}',)
    (message,) = read(pages.newest_page, session, 9).messages
    assert message.problem == Ending.CUT_OFF.value


@pytest.mark.parametrize(
    "text",
    [
        "The connection was lost before the reply was complete.",
        "",
        "{",
        '{"code": ',
        '{"code": "cut_off"',
        '{"code": "of a later version"}',
        '{"code": ["cut_off"]}',
        '{"code": "cut_off", "n": "many"}',
        '{"code": "cut_off", "server": "x"}',
        '{"code": "unreachable"}',
        '{"code": "unreachable", "server": {"code": "nothing"}}',
        '{"code": "unreachable", "server": null}',
        '{"code": "it_says", "sentence": ' * 400,
    ],
)
def test_other_text_is_shown_as_it_is(text: str) -> None:
    assert read_problem(text) == text


@given(st.text() | st.text().map('{{"code": "unreachable", "server": {}}}'.format))
def test_whatever_a_file_holds_can_be_shown(text: str) -> None:
    assert str(read_problem(text)) is not None


@given(st.text(max_size=5000), st.integers(1, 5000))
def test_what_is_kept_is_short_enough_to_be_read_whole(words: str, times: int) -> None:
    says = Ending.IT_SAYS.value.filled(
        sentence=Ending.REJECTED.value.filled(server=words), words=words * times
    )
    kept = stored_problem(says)
    assert kept is not None
    assert isinstance(read_problem(kept[:MOST_CHARACTERS]), Phrase)
    assert "rejected" in str(read_problem(kept))


def test_a_server_that_says_too_much_is_shortened_and_still_in_no_language() -> None:
    kept = stored_problem(Ending.REFUSED_AND_SAYS.value.filled(detail="words " * 5000))
    assert kept is not None
    assert len(kept) <= MOST_CHARACTERS
    assert isinstance(read_problem(kept), Phrase)


@pytest.mark.parametrize(
    "problem",
    [
        Phrase("Files", "{file} is empty.").filled(file="a.db"),
        Ending.SENTENCE_AND_REMEDY.value.filled(sentence=Phrase("Files", "Full."), remedy="Wait."),
    ],
)
def test_a_sentence_without_a_code_is_a_mistake_of_ours_and_goes_into_the_log(
    problem: Phrase, caplog: pytest.LogCaptureFixture
) -> None:
    kept = stored_problem(problem)
    assert kept is not None
    assert set(re.findall(r'"code": "(\w+)"', kept)) == {
        "sentence_and_remedy",
        "program_mistake",
        "try_again",
    }
    assert str(problem) not in kept
    assert str(read_problem(kept)).startswith("Something went wrong in the program.")
    assert str(problem) in caplog.text


def test_a_mistake_of_the_programs_has_a_code() -> None:
    mistake = ProgramMistake().both
    assert read_problem(stored_problem(mistake)) == mistake


def test_nothing_wrong_is_nothing_kept() -> None:
    assert stored_problem(None) is None


def test_no_phrase_gets_into_a_file() -> None:
    with connect("default") as connection, pytest.raises(ValueError, match="in no language"):
        connection.execute("SELECT ?", (Phrase("Test", "Hello"),))
    with pytest.raises(ValueError, match="in no language"):
        sqlite3.connect(":memory:").execute("SELECT ?", (Ending.CUT_OFF.value,))
