from support.memory_hands import TEXT, remember

from personaui_desktop.database import (
    save_message,
)

OTHER = "His brother Tom marries in May, and he is nervous about the speech."


def test_what_is_in_the_editor_does_not_stand_above_the_cards_too(bench, talk) -> None:
    talk(6)
    remember(bench)
    card = bench.shelf.proposals
    assert not card.isVisible()
    bench.editor.leave()
    assert card.isVisible()
    card.edit_button.click()
    assert not card.isVisible()
    bench.editor.save()
    bench.qtbot.waitUntil(lambda: not bench.editor.isVisible())
    assert not card.isVisible()
    bench.settle()
    assert not card.isVisible()
    assert bench.contents == [TEXT]


def test_in_a_low_window_proposals_give_way_to_what_is_being_written(bench, talk) -> None:
    talk(6)
    remember(bench)
    bench.editor.leave()
    # As in the window, which stays as low as it is.
    bench.pane.setMinimumSize(200, 200)
    bench.pane.resize(300, 400)
    assert bench.shelf.proposals.isVisible()
    bench.pane.add_memory()
    assert not bench.shelf.proposals.isVisible()
    bench.pane.resize(300, 700)
    assert bench.shelf.proposals.isVisible()
    bench.pane.resize(300, 400)
    bench.editor.leave()
    assert bench.shelf.proposals.isVisible()


def test_several_proposals_are_stepped_through(bench, talk) -> None:
    talk(6)
    remember(bench)
    bench.editor.leave()
    bench.do(
        lambda: [
            save_message(f"more {n} {bench.about}", True, session_id=bench.place.session_id) for n in range(4)
        ]
    )
    remember(bench, OTHER)
    bench.editor.leave()
    card = bench.shelf.proposals
    assert card.line.text().startswith("2 of 2 · Today, ")
    assert card.text.text() == OTHER
    card.next_button.click()
    assert card.text.text() == TEXT
