import pytest

from personaui_desktop import redaction
from personaui_desktop.redaction import BLOT, keep_secret, without_keys


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_known", set())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("key sk-ant-abc_123 refused", f"key {BLOT} refused"),
        ("Authorization: Bearer local", f"Authorization: Bearer {BLOT}"),
        ("a task-force of desk-sized risk-takers", "a task-force of desk-sized risk-takers"),
    ],
)
def test_what_looks_like_a_key_is_blotted_out(text: str, shown: str) -> None:
    assert without_keys(text) == shown


def test_a_key_in_use_is_blotted_out_whatever_it_looks_like() -> None:
    assert without_keys("my own secret") == "my own secret"
    keep_secret("  my own secret ")
    assert without_keys("It is (my own secret).") == f"It is ({BLOT})."


def test_of_a_key_that_begins_another_nothing_of_the_longer_one_stays() -> None:
    for key in ("secret-one", "secret-one-and-more"):
        keep_secret(key)
    assert without_keys("secret-one-and-more, secret-one") == f"{BLOT}, {BLOT}"


def test_no_key_and_a_word_are_no_secret() -> None:
    for key in (None, "", "local"):
        keep_secret(key)
    assert without_keys("a local server") == "a local server"
