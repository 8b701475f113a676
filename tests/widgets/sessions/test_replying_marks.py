from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.widgets.sessions.replying_marks import ReplyingMarks


def test_says_who_is_writing(bench, three):
    bench.show("default")
    bench.pane.set_replying(three[2], True)
    index = bench.pane.list.currentIndex()
    assert index.data(SessionRole.IS_REPLYING)
    assert bench.pane.delegate._second_line(index) == "\u2068Mia\u2069 is writing…"
    bench.pane.set_replying(three[2], False)
    assert not index.data(SessionRole.IS_REPLYING)


def test_who_comes_back_to_a_persona_sees_who_is_writing(bench, three, monkeypatch):
    monkeypatch.setattr(bench.desk.replies, "under_way", lambda: [("default", three[0])])
    bench.show("kant")
    ReplyingMarks(bench.pane, bench.desk.replies, bench.place)
    bench.show("default")
    assert bench.pane.list.index_of(three[0]).data(SessionRole.IS_REPLYING)
    assert not bench.pane.list.index_of(three[1]).data(SessionRole.IS_REPLYING)
