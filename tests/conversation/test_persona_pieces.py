from support.plans import a_message, a_talk

from personaui_desktop.conversation.context import plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.persona_pieces import last_piece, persona_pieces, persona_tokens, told_of
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.turn_request import turn_request
from personaui_desktop.records.personas import Profile

WREN = Profile(
    "Wren",
    "Keeps the light.",
    personality="Patient.",
    scenario="A storm.",
    examples="<START>\nWren: Evening.\n<start>\nWren: Oh.",
    instruction="Write short. {{Original}} Be kind.",
    last_instruction="Stay {{original}}in the tower.",
)


def test_the_fields_come_in_the_order_of_cards() -> None:
    assert [piece.kind for piece in persona_pieces(WREN)] == [
        SegmentKind.OWN_INSTRUCTION,
        SegmentKind.PERSONA,
        SegmentKind.PERSONALITY,
        SegmentKind.SCENARIO,
        SegmentKind.EXAMPLES,
    ]
    assert [piece.kind for piece in persona_pieces(Profile("Wren"))] == [SegmentKind.PERSONA]


def test_an_own_instruction_takes_the_place_of_the_programs_which_original_is() -> None:
    own, who, *_ = (piece.text for piece in persona_pieces(WREN))
    assert own.startswith("Write short. You are Wren, talking with")
    assert own.endswith("Be kind.")
    assert who == "Who Wren is:\n\nKeeps the light."
    bare = told_of(Profile("Wren", "Keeps.", instruction=r"Only \1 this."))
    assert bare == "Only \\1 this.\n\nWho Wren is:\n\nKeeps."
    assert "You are Wren" in told_of(WREN._replace(instruction=" \n"))


def test_an_instruction_that_is_only_the_original_is_the_programs() -> None:
    told = [piece.text for piece in persona_pieces(Profile("Wren", instruction="{{ original }}"))]
    assert told == [persona_pieces(Profile("Wren"))[0].text]


def test_examples_are_parted_where_they_start_anew() -> None:
    examples = persona_pieces(WREN)[-1].text
    assert examples.endswith("Wren: Evening.\n***\nWren: Oh.")
    assert "START" not in examples.upper()


def test_the_last_instruction_stands_behind_all_that_was_said() -> None:
    request = plan_context(WREN, [], [a_message(1, "Hello")]).request()
    said = request.messages[-1]["content"]
    assert said.index("Hello") < said.index("Stay in the tower.")
    assert not any("in the tower" in text for text in request.system)
    continued = plan_context(WREN, [], [a_message(1, "Hello")]).continue_reply("Once").request()
    assert "in the tower" not in continued.messages[0]["content"]
    assert "in the tower" in continued.messages[-1]["content"]


def test_where_nothing_is_answered_the_last_instruction_is_left_out() -> None:
    plan = plan_context(WREN, [], [a_message(1, "Hello", mine=False)])
    assert [(each.included, each.reason) for each in plan.segments[-1:]] == [
        (False, Reason.NOTHING_TO_ANSWER)
    ]


def test_who_drafts_for_the_person_is_not_told_what_matters_for_the_persona() -> None:
    request = turn_request(plan_context(WREN, [], [a_message(1, "Hello")], to_the_end=True), "")
    assert "in the tower" not in str(request)


def test_examples_give_way_where_there_is_no_room() -> None:
    large = WREN._replace(examples="Wren: Hm. " * 200)
    plan = plan_context(large, [], a_talk(3), limits=ContextLimits(tokens=600))
    (examples,) = (each for each in plan.segments if each.kind is SegmentKind.EXAMPLES)
    assert (examples.included, examples.reason) == (False, Reason.NO_ROOM)
    assert "Hm." not in str(plan.request())
    assert sum(each.included for each in plan.segments if each.kind is SegmentKind.MESSAGE) == 3
    plenty = plan_context(large, [], a_talk(3), limits=ContextLimits(tokens=6_000))
    assert "Hm." in str(plenty.request())


def test_all_of_it_counts() -> None:
    assert persona_tokens(WREN) == sum(
        each.tokens_estimate for each in (*persona_pieces(WREN), *last_piece(WREN))
    )
    assert last_piece(Profile("Wren", last_instruction="{{original}}")) == ()


def test_one_more_exchange_has_the_same_beginning() -> None:
    before = plan_context(WREN, [], a_talk(3)).request()
    after = plan_context(WREN, [], a_talk(5)).request()
    assert after.system == before.system
    assert after.messages[: len(before.messages) - 1] == before.messages[:-1]


def test_the_parts_come_behind_the_description_in_their_order() -> None:
    made = WREN._replace(
        kind="A bird.", background="The coast.", traits="Calm: Waits.\nBold: Jumps.", knowledge=" "
    )
    kinds = [piece.kind for piece in persona_pieces(made)]
    assert kinds[kinds.index(SegmentKind.PERSONA) + 1] is SegmentKind.PARTS
    (parts,) = (piece.text for piece in persona_pieces(made) if piece.kind is SegmentKind.PARTS)
    assert parts.startswith("More about Wren.")
    assert parts.index("A bird.") < parts.index("Calm: Waits.\nBold: Jumps.") < parts.index("The coast.")
    assert "Knows" not in parts
