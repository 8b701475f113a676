from PySide6.QtCore import Qt


def test_everything_has_a_name_and_can_be_reached(bench):
    assert bench.rail.list.accessibleName() == "Personas"
    assert bench.rail.add_button.accessibleName() == "New persona"
    assert bench.rail.add_button.focusPolicy() & Qt.FocusPolicy.TabFocus
