"""Addresses of servers: tidied, checked, warned about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.settings.address import (
    PRESETS,
    is_this_machine,
    problem_with,
    tidy,
    warning_about,
)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_usual_addresses_can_be_used(preset) -> None:
    assert problem_with(preset.address) == ""
    assert warning_about(preset.address) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" http://localhost:1234/ ", "http://localhost:1234"),
        ("http://localhost:1234/v1", "http://localhost:1234"),
        ("https://example.org/api/v1/", "https://example.org/api"),
        ("localhost:11434", "http://localhost:11434"),
        ("192.168.1.5:1234/v1", "http://192.168.1.5:1234"),
        ("api.example.org", "https://api.example.org"),
        ("", ""),
    ],
)
def test_is_kept_without_what_does_not_belong(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://example.org",
        "http://",
        "https:///path",
        "http://example.org:port",
        "http://example.org:99999",
        "http://exa mple.org",
        "http://me:secret@example.org",
        "https://example.org/?key=1",
        "https://example.org/#there",
        "http://[::1",
    ],
)
def test_says_what_is_wrong(address: str) -> None:
    assert problem_with(address).endswith(".")
    assert warning_about(address) == ""


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_knows_this_machine(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize(
    "address", ["http://192.168.1.5:11434", "http://example.org", "http://[2001:db8::1]"]
)
def test_warns_where_the_key_would_travel_readable(address: str) -> None:
    assert problem_with(address) == ""
    assert "not encrypted" in warning_about(address)
    assert warning_about(address.replace("http:", "https:")) == ""


@pytest.mark.parametrize("address", ["0 /", "0 /v1", "host / /", "host/v1 /", " host/v1/ "])
def test_a_tidied_address_is_tidy(address: str) -> None:
    assert tidy(tidy(address)) == tidy(address)
    assert not tidy(address).endswith((" ", "/"))


@given(st.text(max_size=60) | st.text(max_size=40).map("http://{}".format))
def test_any_text_gets_an_answer(address: str) -> None:
    assert isinstance(problem_with(address), str)
    assert tidy(tidy(address)) == tidy(address) or "/v1" in address
    assert not (problem_with(address) and warning_about(address))
