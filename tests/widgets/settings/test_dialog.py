"""The settings dialog as a person uses it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSpinBox, QWidget
from support.messages_server import Refusal, Reply, serve

from personaui_desktop.credentials import Credentials, KeySource
from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.settings.key_box import KEYS_PAGE, WHERE
from personaui_desktop.widgets.settings.service_box import Service


def test_saving_what_was_opened_changes_nothing(bench) -> None:
    settings = {
        "base_url": "http://localhost:1234",
        "header_style": "x-api-key",
        "model": "local",
        "max_tokens": 1000,
        "context_messages": 10,
        "appearance": "dark",
        "text_size": 1.03,
    }
    bench.open(**settings).save_button.click()
    assert bench.accepted == [Settings(**settings)]


@pytest.mark.parametrize(
    "by_hand",
    [
        {"max_tokens": 1},
        {"max_tokens": 1_000_000},
        {"context_messages": 9_999},
        {"base_url": " http://localhost:1234/v1/ ", "model": " local "},
        {"base_url": "http://localhost:1234", "model": "local", "use_demo": True},
        {"header_style": "x-api-key"},
        {"text_size": 3.999},
        {"remember_after": 9_999, "memory_model": " small "},
    ],
    ids=str,
)
def test_what_was_written_into_the_file_by_hand_survives_opening_and_saving(bench, by_hand) -> None:
    bench.open(**by_hand).save_button.click()
    assert bench.accepted == [Settings(**by_hand)]


def test_another_service_takes_the_place_of_the_server(bench) -> None:
    for settings in (
        {"base_url": "http://localhost:1234", "model": "m"},
        {"base_url": "http://a", "use_demo": True},
    ):
        dialog = bench.open(**settings)
        dialog.connection.service.services[Service.ANTHROPIC].click()
        dialog.save_button.click()
    assert [(each.base_url, each.use_demo) for each in bench.accepted] == [("", False)] * 2


def test_cancel_tells_nothing(bench) -> None:
    dialog = bench.open()
    dialog.conversation.field("context_messages").setValue(10)
    dialog.cancel_button.click()
    assert bench.accepted == []
    assert not dialog.isVisible()


def test_every_field_is_saved(bench) -> None:
    dialog = bench.open()
    dialog.connection.service.services[Service.COMPATIBLE].click()
    dialog.connection.service.address.setText("http://localhost:8080/v1/")
    dialog.connection.service.styles[HeaderStyle.API_KEY].click()
    dialog.connection.model.field.setText(" local ")
    dialog.connection.max_tokens.setValue(512)
    dialog.appearance.field("appearance").buttons["dark"].click()
    dialog.appearance.field("text_size").setValue(120)
    dialog.conversation.field("context_messages").setValue(30)
    dialog.save_button.click()
    assert bench.accepted == [
        Settings(
            base_url="http://localhost:8080",
            header_style="x-api-key",
            model="local",
            max_tokens=512,
            context_messages=30,
            appearance="dark",
            text_size=1.2,
        )
    ]


def test_the_demo_keeps_the_server_for_later(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234", model="local")
    dialog.connection.service.services[Service.DEMO].click()
    assert not dialog.connection.key.isVisible()
    dialog.save_button.click()
    assert bench.accepted == [Settings(base_url="http://localhost:1234", model="local", use_demo=True)]


def test_an_address_that_cannot_be_used_is_not_saved(bench) -> None:
    dialog = bench.open()
    dialog.names.choose(2)
    dialog.connection.service.services[Service.COMPATIBLE].click()
    dialog.connection.model.field.setText("local")
    dialog.connection.service.address.setText("ftp://nonsense")
    assert not dialog.connection.service.address_note.text()
    dialog.save_button.click()
    assert bench.accepted == []
    assert dialog.connection.isVisible()
    assert "must begin with http" in dialog.connection.service.address_note.text()
    dialog.connection.service.address.setText("http://192.168.1.5:1234")
    assert "not encrypted" in dialog.connection.service.address_note.text()
    dialog.save_button.click()
    assert bench.accepted[0].base_url == "http://192.168.1.5:1234"


def test_the_usual_addresses_can_be_picked_by_key(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1")
    field = dialog.connection.service.address
    bench.qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = field.completer().popup()
    assert popup.isVisible()
    assert popup.model().index(1, 0).data().startswith("LM Studio")
    bench.qtbot.keyClick(popup, Qt.Key.Key_Down)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Down)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "http://localhost:1234"


def test_a_saved_key_is_never_shown(bench) -> None:
    dialog = bench.open()
    key = dialog.connection.key
    assert "No key yet" in key.note.text()
    assert not key.forget_button.isVisible()
    assert key.field.echoMode() is QLineEdit.EchoMode.Password
    bench.qtbot.keyClicks(key.field, "secret")
    dialog.save_button.click()
    bench.settle()
    assert key.field.text() == ""
    assert "kept until you quit" in key.note.text()
    assert bench.credentials.find_key(Provider()).value == "secret"
    key.forget_button.click()
    bench.settle()
    assert "No key yet" in key.note.text()
    assert bench.credentials.find_key(Provider()) is None


def test_saving_the_dialog_keeps_a_typed_key_and_says_that_it_will_not_last(bench) -> None:
    dialog = bench.open()
    dialog.connection.key.field.setText("secret")
    dialog.save_button.click()
    bench.settle()
    assert bench.accepted == []
    assert "kept until you quit" in dialog.connection.key.note.text()
    dialog.save_button.click()
    assert bench.accepted == [Settings()]


def test_a_key_belongs_to_its_server(bench) -> None:
    bench.credentials.store_key("secret", Provider("http://localhost:1234"))
    dialog = bench.open()
    assert "No key yet" in dialog.connection.key.note.text()
    dialog.connection.service.services[Service.COMPATIBLE].click()
    dialog.connection.service.address.setText("http://localhost:1234")
    dialog.connection.service.address.editingFinished.emit()
    bench.settle()
    assert "kept until you quit" in dialog.connection.key.note.text()


def test_a_key_from_the_environment_cannot_be_forgotten(bench) -> None:
    bench.credentials = Credentials({"ANTHROPIC_API_KEY": "secret"})
    dialog = bench.open()
    assert "ANTHROPIC_API_KEY" in dialog.connection.key.note.text()
    assert not dialog.connection.key.forget_button.isVisible()


def test_the_environments_address_is_told(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://localhost:9/v1")
    dialog = bench.open()
    assert "http://localhost:9." in dialog.connection.environment_note.text()


def test_lists_models_and_takes_the_chosen_ones_id(bench) -> None:
    with serve() as server:
        server.models = {"data": [{"id": "big-1", "display_name": "Big One"}, {"id": "small"}]}
        dialog = bench.open(base_url=server.url, model="mine")
        model = dialog.connection.model
        model.list_button.click()
        bench.settle()
    assert model.note.text() == "2 models: choose from the list."
    assert model.model == "mine"
    model.field.show_list()
    popup = model.field.completer().popup()
    assert popup.model().index(0, 0).data() == "Big One · big-1"
    bench.qtbot.keyClick(popup, Qt.Key.Key_Down)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert model.model == "big-1"


def test_a_list_that_cannot_be_had_leaves_the_typed_model(bench) -> None:
    with serve() as server:
        server.models = Refusal(404, "not_found_error")
        dialog = bench.open(base_url=server.url, model="mine")
        dialog.connection.model.list_button.click()
        bench.settle()
    assert dialog.connection.model.note.text().startswith("⚠")
    assert dialog.connection.model.model == "mine"
    assert dialog.connection.model.list_button.isEnabled()


def test_tests_the_connection_with_what_is_typed(bench) -> None:
    with serve(Reply(model="local-1"), Refusal(401, "authentication_error")) as server:
        dialog = bench.open(base_url=server.url, model="local")
        dialog.connection.key.field.setText("secret")
        dialog.connection.test_button.click()
        assert not dialog.connection.test_button.isEnabled()
        bench.settle()
        assert dialog.connection.test_note.text().startswith("✓ local-1 answered in")
        dialog.connection.test_button.click()
        bench.settle()
        assert dialog.connection.test_note.text().startswith("⚠")
        assert dialog.connection.test_button.isEnabled()
    assert server.requests[0].headers["authorization"] == "Bearer secret"
    assert bench.credentials.find_key(Provider(server.url)) is None


def test_every_control_has_a_name_and_can_be_reached(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234")
    dialog.connection.key.show_server(Provider("http://localhost:1234"))
    bench.settle()
    for control in dialog.findChildren(QWidget):
        inside = isinstance(control.parent(), QSpinBox | QLineEdit)
        if isinstance(control, QAbstractButton | QLineEdit | QSpinBox) and not inside:
            assert control.accessibleName() or control.text(), control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control


def test_mnemonics_do_not_collide_on_a_page(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234")
    for page in (dialog.connection, dialog.appearance, dialog.conversation):
        labelled = [
            child for child in page.findChildren(QWidget) if isinstance(child, QLabel | QAbstractButton)
        ]
        texts = [child.text() for child in labelled]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text] + ["s"]
        assert len(letters) == len(set(letters)), sorted(letters)


def test_the_wheel_passes_over_a_field_without_focus(bench) -> None:
    dialog = bench.open()
    field = dialog.connection.max_tokens
    dialog.connection.model.field.setFocus()
    before = field.value()
    field.wheelEvent(_wheel())
    assert field.value() == before


def _wheel() -> QWheelEvent:
    spot, none = QPointF(5, 5), Qt.KeyboardModifier.NoModifier
    still = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(spot, spot, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none, still, False)


def test_where_a_key_lies_is_always_a_sentence() -> None:
    assert set(WHERE) == set(KeySource)


def test_a_compatible_server_needs_a_model(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234")
    dialog.save_button.click()
    assert bench.accepted == []
    assert "Choose a model" in dialog.connection.model.note.text()
    dialog.connection.model.field.setText("local")
    assert not dialog.connection.model.note.text()
    dialog.save_button.click()
    assert bench.accepted[0].model == "local"


def test_a_server_without_an_address_has_no_key_yet(bench) -> None:
    dialog = bench.open()
    assert "demo companion" in dialog.connection.key.note.text()
    dialog.connection.service.services[Service.COMPATIBLE].click()
    bench.settle()
    assert "demo companion" not in dialog.connection.key.note.text()
    assert not dialog.connection.key.keys_page.isVisible()


def test_a_test_of_a_bad_address_says_so_until_it_is_right(bench) -> None:
    dialog = bench.open(base_url="ftp://there", model="local")
    dialog.connection.test_button.click()
    assert "must begin with http" in dialog.connection.test_note.text()
    dialog.connection.service.address.setText("http://localhost:1234")
    assert not dialog.connection.test_note.text()
    assert not dialog.connection.service.address_note.text()


def test_there_is_one_button_that_saves(bench) -> None:
    dialog = bench.open()
    saving = [button for button in dialog.findChildren(QAbstractButton) if "ave" in button.text()]
    assert saving == [dialog.save_button]


def test_where_a_key_is_missing_the_keyboard_is_in_its_field(bench) -> None:
    dialog = bench.open()
    assert dialog.focusWidget() is dialog.connection.key.field
    bench.credentials.store_key("secret", Provider())
    assert bench.open().focusWidget() is not dialog.connection.key.field


def test_says_where_a_key_is_made_and_goes_there_only_when_clicked(
    bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toString())))
    dialog = bench.open()
    page = dialog.connection.key.keys_page
    assert "console.anthropic.com" in page.text()
    assert page.isVisible()
    assert opened == []
    bench.qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=_first_link(page))
    assert opened == [KEYS_PAGE]
    assert KEYS_PAGE in dialog.connection.key.note.text()


def _first_link(label: QLabel) -> QPoint:
    """A point on the link."""
    for x in range(0, label.width(), 4):
        for y in range(2, label.height(), 4):
            QTest.mouseMove(label, QPoint(x, y))
            if label.cursor().shape() is Qt.CursorShape.PointingHandCursor:
                return QPoint(x + 8, y)
    raise AssertionError("The label has no link.")


def test_a_number_can_be_stepped_with_the_mouse(bench) -> None:
    field = bench.open().connection.max_tokens
    before = field.value()
    bench.qtbot.mouseClick(field.more_button, Qt.MouseButton.LeftButton)
    assert field.value() == before + field.singleStep()
    bench.qtbot.mouseClick(field.less_button, Qt.MouseButton.LeftButton)
    assert field.value() == before
    field.setValue(field.minimum())
    assert not field.less_button.isEnabled()
    field.setValue(field.maximum())
    assert field.less_button.isEnabled()
    assert not field.more_button.isEnabled()
    assert not field.lineEdit().geometry().intersects(field.more_button.geometry())
