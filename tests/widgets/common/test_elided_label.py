from personaui_desktop.widgets.common.elided_label import ElidedLabel


def test_an_elided_label_tells_the_whole_only_where_it_is_cut(qtbot):
    label = ElidedLabel("A rather long <b>title</b>\nof a conversation")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.elided_text().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""
    assert label.accessibleName() == "A rather long <b>title</b> of a conversation"
