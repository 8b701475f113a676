from personaui_desktop.widgets.common.tooltips import tooltip


def test_tooltips_take_no_marks_and_no_endless_text():
    assert tooltip("<img src=x>") == "<qt>&lt;img src=x&gt;</qt>"
    assert tooltip("  ") == ""
    assert len(tooltip("x" * 5000)) < 700
