from PySide6.QtCore import Qt

Key = Qt.Key


def test_finds_by_all_words_in_any_case(bench) -> None:
    bench.load("He sails at night.", "The night is long.", "He sleeps.")
    bench.qtbot.keyClicks(bench.shelf.search, "NIGHT he sa")
    assert bench.contents == ["He sails at night."]
    bench.qtbot.keyClick(bench.shelf.search, Key.Key_Down)
    assert bench.view.hasFocus()
    assert bench.view.current_memory.content == "He sails at night."
    bench.shelf.search.setFocus()
    bench.qtbot.keyClick(bench.shelf.search, Key.Key_Escape)
    assert len(bench.contents) == 3


def test_says_when_nothing_matches(bench) -> None:
    bench.load("He sails.")
    bench.shelf.search.setText("coriander")
    assert bench.shelf.message.label.text() == "No memory contains “coriander”."
    bench.shelf.message.button.click()
    assert bench.contents == ["He sails."]
    assert bench.view.isVisible()


def test_a_new_memory_is_shown_past_the_search(bench) -> None:
    bench.load("He sails.")
    bench.shelf.search.setText("sails")
    bench.pane.add_memory()
    bench.editor.text.setPlainText("He likes rain.")
    bench.editor.save()
    bench.settle()
    assert bench.view.current_memory.content == "He likes rain."
