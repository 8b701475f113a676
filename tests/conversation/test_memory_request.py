import itertools

from hypothesis import given
from hypothesis import strategies as st
from support import builders

from personaui_desktop.conversation.memory_request import (
    Stretch,
    estimated_cost,
    memory_request,
    split,
    worth_telling,
)
from personaui_desktop.records.messages import Marks, Message, ReplyStatus
from personaui_desktop.records.personas import Profile

AT_ONCE = 60

texts = st.text(alphabet=st.sampled_from("ab \nß你🌙"), max_size=600)
statuses = st.sampled_from(
    [None, None, None, ReplyStatus.COMPLETE, ReplyStatus.REFUSED, ReplyStatus.INTERRUPTED]
)


def a_message(number: int, text: str, status: ReplyStatus | None = None) -> Message:
    return builders.a_message(number, text, is_user=number % 2 == 0, status=status)


def letters(text: str) -> str:
    return "".join(text.split())


@given(st.lists(st.tuples(texts, statuses), max_size=30))
def test_stretches_leave_nothing_out_and_stay_short(said: list[tuple[str, ReplyStatus | None]]) -> None:
    messages = [a_message(3 * number + 1, text, status) for number, (text, status) in enumerate(said)]
    stretches = split(messages, AT_ONCE)
    told = worth_telling(messages)
    assert letters("".join(line.text for each in stretches for line in each.lines)) == letters(
        "".join(one.text for one in told)
    )
    for each in stretches:
        assert each.lines
        assert each.tokens <= AT_ONCE + 4
        ids = [line.message_id for line in each.lines]
        assert ids == sorted(ids)
        assert (each.start_message_id, each.end_message_id) == (ids[0], ids[-1])
    for one, after in itertools.pairwise(stretches):
        assert one.end_message_id <= after.start_message_id


def test_a_long_conversation_is_split_into_even_stretches() -> None:
    messages = [a_message(number, "word " * 20) for number in range(1, 101)]
    stretches = split(messages, 1000)
    assert len(stretches) == 4
    assert max(each.tokens for each in stretches) - min(each.tokens for each in stretches) < 70


def test_a_short_one_stays_whole() -> None:
    (stretch,) = split([a_message(number, "Hello") for number in range(1, 6)])
    assert (stretch.start_message_id, stretch.end_message_id) == (1, 5)
    assert split([]) == []
    assert split([a_message(1, " \n")]) == []


def test_the_request_tells_who_said_what_and_who_remembers() -> None:
    (stretch,) = split([a_message(1, "The lamp is $lit."), a_message(2, "Good.")])
    request = memory_request(Profile("Mia", "Curious $and warm"), stretch)
    (system,) = request.system
    assert "You are Mia. Curious $and warm" in system
    (message,) = request.messages
    assert message["role"] == "user"
    assert message["content"] == ("<conversation>\nMia: The lamp is $lit.\n\nPerson: Good.\n</conversation>")


@given(st.integers(0, 10**9))
def test_more_text_never_costs_less(size: int) -> None:
    tokens, answer = estimated_cost(size)
    more_tokens, more_answer = estimated_cost(size + 1000)
    assert tokens < more_tokens
    assert 0 < answer <= more_answer


def test_a_stretch_of_nothing_cannot_come_about() -> None:
    assert all(isinstance(each, Stretch) and each.lines for each in split([a_message(1, "x" * 5000)], 10))


def test_what_a_person_hides_is_not_sent_to_be_remembered_either() -> None:
    hidden = a_message(1, "a secret")._replace(marks=Marks(is_hidden=True))
    assert worth_telling([hidden, a_message(2, "said")]) == [a_message(2, "said")]
    (stretch,) = split([hidden, a_message(2, "said")])
    assert [line.text for line in stretch.lines] == ["said"]
