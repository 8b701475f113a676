from support.messages_server import Refusal, Reply, serve

from personaui_desktop.records.providers import Provider


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


def test_a_test_of_a_bad_address_says_so_until_it_is_right(bench) -> None:
    dialog = bench.open(base_url="ftp://there", model="local")
    dialog.connection.test_button.click()
    assert "must begin with http" in dialog.connection.test_note.text()
    dialog.connection.service.address.setText("http://localhost:1234")
    assert not dialog.connection.test_note.text()
    assert not dialog.connection.service.address_note.text()
