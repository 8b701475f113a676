from personaui_desktop.records.branches import Branch, BranchKind, BranchOrigin
from personaui_desktop.widgets.chat.branch_nesting import nested


def branch(session_id: int, trunk_id: int | None = None) -> Branch:
    origin = None
    if trunk_id is not None:
        origin = BranchOrigin(session_id, BranchKind.COPIED, trunk_id, "Tea", 1, 1, True, "", True)
    return Branch(session_id, str(session_id), "", 1, False, origin)


def places(*branches: Branch, deepest: int = 9) -> list[tuple[int, int]]:
    return [(each.session_id, depth) for each, depth in nested(branches, deepest)]


def test_each_lies_behind_the_one_that_it_came_from_whichever_was_made_first() -> None:
    found = places(branch(1), branch(2, 4), branch(3, 1), branch(4, 1), branch(5, 2))
    assert found == [(1, 0), (3, 1), (4, 1), (2, 2), (5, 3)]


def test_what_came_from_something_that_is_gone_begins_anew() -> None:
    assert places(branch(2, 1), branch(3, 1), branch(4, 3)) == [(2, 0), (3, 0), (4, 1)]


def test_a_ring_has_an_end_and_all_of_it_is_there() -> None:
    assert places(branch(1, 3), branch(2, 1), branch(3, 2), branch(4, 4), branch(5)) == [
        (5, 0),
        (1, 0),
        (2, 1),
        (3, 2),
        (4, 0),
    ]


def test_none_lies_deeper_than_there_is_room_for() -> None:
    chain = [branch(1), *(branch(each, each - 1) for each in range(2, 5_000))]
    found = places(*chain, deepest=3)
    assert [each for each, _ in found] == list(range(1, 5_000))
    assert [depth for _, depth in found[:6]] == [0, 1, 2, 3, 3, 3]
