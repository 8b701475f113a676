from support.persona_hands import KANT

from personaui_desktop.widgets.personas.edit_history import MOST_STEPS, PAUSE_SECONDS, EditHistory

A, B, C = (KANT._replace(creator_notes=text) for text in "abc")


def test_typing_on_in_a_field_is_one_step() -> None:
    history = EditHistory(KANT)
    history.note(A, "notes", 0.0)
    history.note(B, "notes", PAUSE_SECONDS / 2)
    history.note(C, "notes", PAUSE_SECONDS * 2)
    assert history.undo() == (B, "notes")
    assert history.undo() == (KANT, "notes")
    assert not history.can_undo
    assert history.redo() == (B, "notes")
    assert history.redo() == (C, "notes")
    assert not history.can_redo


def test_another_field_or_another_beginning_is_another_step() -> None:
    history = EditHistory(KANT)
    history.note(A, "notes", 0.0)
    history.note(B, "name", 0.0)
    history.undo()
    history.note(C, "notes", 0.0)
    assert not history.can_redo
    assert [history.undo()[0], history.undo()[0]] == [A, KANT]


def test_nothing_done_is_no_step_and_there_is_an_end_to_steps() -> None:
    history = EditHistory(KANT)
    history.note(KANT, "notes", 0.0)
    assert not history.can_undo
    for number in range(MOST_STEPS + 10):
        history.note(KANT._replace(creator_notes=str(number)), str(number), 0.0)
    steps = 0
    while history.can_undo:
        history.undo()
        steps += 1
    assert steps == MOST_STEPS
