from PySide6.QtCore import Qt
from support.messages_server import Refusal, serve


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


def test_a_compatible_server_needs_a_model(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234")
    dialog.save_button.click()
    assert bench.accepted == []
    assert "Choose a model" in dialog.connection.model.note.text()
    dialog.connection.model.field.setText("local")
    assert not dialog.connection.model.note.text()
    dialog.save_button.click()
    assert bench.accepted[0].model == "local"
