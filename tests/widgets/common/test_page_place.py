import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from personaui_desktop.widgets.common.page_place import PagePlace


class Bench:
    def __init__(self, qtbot) -> None:
        self.window, self.columns = QWidget(), QWidget()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.columns)
        self.field = QLineEdit()
        QVBoxLayout(self.columns).addWidget(self.field)
        self.pages = PagePlace(self.columns, layout)
        self.kept: list[str] = []
        self.saved: list[str] = []
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show(self, name: str) -> QLineEdit:
        page = QLineEdit()
        self.pages.show(page, lambda: self.kept.append(name), lambda: self.saved.append(name))
        page.setFocus()
        return page


@pytest.fixture
def bench(qtbot) -> Bench:
    return Bench(qtbot)


def test_a_page_takes_the_place_of_the_columns_and_gives_it_back(bench):
    page = bench.show("a")
    assert page.isVisible()
    assert not bench.columns.isVisible()
    bench.pages.leave()
    assert bench.columns.isVisible()
    assert bench.field.hasFocus()
    assert (bench.pages.page, bench.kept) == (None, ["a"])
    bench.pages.leave()
    bench.pages.keep()
    bench.pages.save()
    assert bench.saved == []
    assert bench.kept == ["a"]


def test_another_page_has_the_first_kept(bench):
    bench.show("a")
    second = bench.show("b")
    assert (bench.pages.page, bench.kept) == (second, ["a"])
    bench.pages.save()
    assert bench.saved == ["b"]
    assert not bench.columns.isVisible()


def test_it_gives_way_to_what_is_done_elsewhere(bench):
    page = bench.show("a")
    for beside in ("edit.undo", "appearance.dark", "program.settings"):
        bench.pages.give_way(beside)
    assert bench.pages.page is page
    bench.pages.give_way("session.new")
    assert bench.pages.page is None
