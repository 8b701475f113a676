from personaui_desktop.item_models.sessions import SessionRole


def test_says_who_is_writing(bench, three):
    bench.show("default")
    bench.pane.set_replying(three[2], True)
    index = bench.pane.list.currentIndex()
    assert index.data(SessionRole.IS_REPLYING)
    assert bench.pane.delegate._second_line(index) == "\u2068Mia\u2069 is writing…"
    bench.pane.set_replying(three[2], False)
    assert not index.data(SessionRole.IS_REPLYING)
