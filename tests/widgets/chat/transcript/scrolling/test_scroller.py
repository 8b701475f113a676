from typing import Any

from support.transcripts import (
    a_model,
    a_page,
    a_view,
    messages,
)


def test_a_message_that_is_gone_is_stood_in_for_by_its_neighbour(qtbot: Any) -> None:
    model = a_model([*messages(1, 40), *messages(60, 99)], has_older=True, has_newer=True)
    view = a_view(qtbot, model)
    with qtbot.assertNotEmitted(view.scene.verbs.place_needed):
        view.hands.explorer.show_message(50)
    assert view.scene.row_of(60) is not None
    for missing in (0, 200):
        with qtbot.waitSignal(view.scene.verbs.place_needed) as asked:
            view.hands.explorer.show_message(missing)
        assert asked.args == [missing]


def test_more_is_asked_for_near_an_end(qtbot: Any) -> None:
    model = a_model(messages(100, 130), has_older=True, has_newer=True)
    view = a_view(qtbot, model)
    with qtbot.waitSignals([view.scene.verbs.older_needed, view.scene.verbs.newer_needed]):
        view.throttle.flush()
    model.insert_older(a_page(messages(1, 99)))
    model.append_newer(a_page(messages(131, 300)))
    view.scene.placement.go_to(150, 0)
    with (
        qtbot.assertNotEmitted(view.scene.verbs.older_needed, wait=30),
        qtbot.assertNotEmitted(view.scene.verbs.newer_needed),
    ):
        view.throttle.flush()
