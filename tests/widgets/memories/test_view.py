"""What screen readers and pointers learn of the cards."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible


def test_a_card_is_told_as_its_text_and_its_state(bench) -> None:
    bench.load("He sails.", off=("He sails.",))
    interface = QAccessible.queryAccessibleInterface(bench.view)
    card = interface.child(0)
    assert interface.text(QAccessible.Text.Name) == "Memories"
    assert card.text(QAccessible.Text.Name) == "He sails."
    assert bench.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole).endswith("not used")
