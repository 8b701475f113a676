import pytest

from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.settings.service_box import Service


def test_another_service_takes_the_place_of_the_server(bench) -> None:
    for settings in (
        {"base_url": "http://localhost:1234", "model": "m"},
        {"base_url": "http://a", "use_demo": True},
    ):
        dialog = bench.open(**settings)
        dialog.connection.service.services[Service.ANTHROPIC].click()
        dialog.save_button.click()
    assert [(each.base_url, each.use_demo) for each in bench.accepted] == [("", False)] * 2


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


def test_the_environments_address_is_told(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://localhost:9/v1")
    dialog = bench.open()
    assert "http://localhost:9." in dialog.connection.environment_note.text()
