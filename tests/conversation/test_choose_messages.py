from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plans import MIA, a_message, a_talk, histories

from personaui_desktop.conversation.choose_messages import message_segments, newest_tokens
from personaui_desktop.conversation.context import ContextPlan, plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyRequest


def contents(request: ReplyRequest) -> list[tuple[str, str]]:
    return [(message["role"], message["content"]) for message in request.messages]


def why(plan: ContextPlan, text: str) -> Reason:
    return next(segment.reason for segment in plan.segments if segment.text == text)


def test_runs_of_one_role_are_merged_and_blanks_skipped() -> None:
    history = [
        a_message(1, "one"),
        a_message(2, " \n", mine=False),
        a_message(3, "two"),
        a_message(4, "three", mine=False),
        a_message(5, "four", mine=False),
        a_message(6, "five"),
    ]
    assert contents(plan_context(MIA, [], history).request()) == [
        ("user", "[Monday, 2026-11-23 12:00]\n\none\n\ntwo"),
        ("assistant", "three\n\nfour"),
        ("user", "five"),
    ]


@pytest.mark.parametrize("status", [*ReplyStatus, None])
def test_a_last_reply_is_never_the_last_turn(status: ReplyStatus | None) -> None:
    history = [a_message(1, "one"), a_message(2, "half", mine=False, status=status)]
    plan = plan_context(MIA, [], history)
    assert [role for role, _ in contents(plan.request())] == ["user"]
    assert why(plan, "half")


def test_an_interrupted_reply_is_sent_once_something_was_said_after_it() -> None:
    history = [
        a_message(1, "one"),
        a_message(2, "half", mine=False, status=ReplyStatus.INTERRUPTED),
        a_message(3, "go on"),
    ]
    assert ("assistant", "half") in contents(plan_context(MIA, [], history).request())


def test_a_declined_reply_is_never_sent() -> None:
    history = [
        a_message(1, "one"),
        a_message(2, "I ca", mine=False, status=ReplyStatus.REFUSED),
        a_message(3, "two"),
    ]
    plan = plan_context(MIA, [], history)
    assert len(plan.request().messages) == 1
    assert why(plan, "I ca") is Reason.REFUSED


def test_the_window_on_a_long_session_moves_in_steps() -> None:
    firsts = []
    for newest in range(201, 261, 2):
        history = a_talk(60, newest - 59)
        plan = plan_context(MIA, [], history, has_older=True)
        sent = [s.source_id for s in plan.segments if s.kind is SegmentKind.MESSAGE and s.included]
        assert sent[-1] == newest
        assert 45 <= len(sent) <= 60
        firsts.append(sent[0])
    assert firsts == sorted(firsts)
    assert len(set(firsts)) <= 6


NEVER_SENT = {Reason.HIDDEN, Reason.STREAMING, Reason.REFUSED, Reason.BLANK}


@given(histories(), st.booleans())
def test_what_is_sent_in_any_case_has_the_size_of_its_segments(
    history: list[Message], to_the_end: bool
) -> None:
    segments = message_segments(history, 100, 10**9, UTC, has_older=False)
    may_be_sent = [each for each in segments if each.reason not in NEVER_SENT]
    answered = [] if to_the_end else [each for each in may_be_sent if each.reason is Reason.ANSWERED]
    newest = (answered or may_be_sent)[-1:]
    sizes = [each.tokens_estimate for each in may_be_sent if newest and each.source_id == newest[0].source_id]
    assert newest_tokens(history, UTC, to_the_end=to_the_end) == sum(sizes)
