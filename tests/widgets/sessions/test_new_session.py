from personaui_desktop.database import (
    get_all_sessions,
)


def test_new_takes_an_empty_conversation_again(qtbot, bench, three):
    bench.remembered["default"] = three[0]
    bench.show("default")
    assert bench.place.session_id == three[0]
    with qtbot.waitSignal(bench.pane.settled):
        bench.pane.new_session()
    assert bench.place.session_id == three[2]
    assert len(get_all_sessions("default")) == 3


def test_new_that_is_pressed_twice_makes_one(bench):
    bench.show("kant")
    bench.pane.new_session()
    bench.pane.new_session()
    bench.settle()
    assert len(get_all_sessions("kant")) == 1
