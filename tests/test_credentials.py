import importlib.util
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from personaui_desktop import credentials
from personaui_desktop.credentials import Credentials, Key, KeySource, is_anthropic, server_address
from personaui_desktop.records.providers import Provider
from personaui_desktop.redaction import without_keys

ANTHROPIC = Provider()
OLLAMA = Provider("http://localhost:11434")


class MemoryKeyring(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self.fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.fail()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)

    def fail(self) -> None:
        if self.error is not None:
            raise self.error


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    monkeypatch.setattr(credentials, "SYSTEM_KEYRINGS", (MemoryKeyring.__module__,))
    yield ring
    keyring.set_keyring(before)


def test_a_key_lies_in_the_keyring_under_its_server(ring: MemoryKeyring) -> None:
    credentials = Credentials({})
    assert credentials.store_key(" sk-a\n", ANTHROPIC) is KeySource.KEYRING
    assert credentials.store_key("local", OLLAMA) is KeySource.KEYRING
    assert ring.kept == {
        ("PersonaUI Desktop", "anthropic"): "sk-a",
        ("PersonaUI Desktop", "http://localhost:11434"): "local",
    }
    assert Credentials({}).find_key(ANTHROPIC) == Key("sk-a", KeySource.KEYRING)
    credentials.forget_key(ANTHROPIC)
    credentials.forget_key(ANTHROPIC)
    assert credentials.find_key(ANTHROPIC) is None
    assert credentials.find_key(OLLAMA) == Key("local", KeySource.KEYRING)


@pytest.mark.parametrize("error", [KeyringLocked("locked"), OSError("no bus"), RuntimeError("no event loop")])
def test_where_the_keyring_fails_a_key_is_kept_for_this_run(ring: MemoryKeyring, error: Exception) -> None:
    ring.error = error
    credentials = Credentials({})
    assert credentials.find_key(ANTHROPIC) is None
    assert credentials.store_key("sk-a", ANTHROPIC) is KeySource.THIS_RUN
    assert credentials.find_key(ANTHROPIC) == Key("sk-a", KeySource.THIS_RUN)
    assert Credentials({}).find_key(ANTHROPIC) is None
    credentials.forget_key(ANTHROPIC)
    assert credentials.find_key(ANTHROPIC) is None


def test_a_keyring_that_keeps_nothing_does_not_count() -> None:
    assert Credentials({}).store_key("sk-a", ANTHROPIC) is KeySource.THIS_RUN


def test_a_key_kept_for_this_run_yields_to_one_that_the_keyring_takes_later(ring: MemoryKeyring) -> None:
    credentials = Credentials({})
    ring.error = OSError()
    credentials.store_key("old", ANTHROPIC)
    ring.error = None
    credentials.store_key("new", ANTHROPIC)
    assert credentials.find_key(ANTHROPIC) == Key("new", KeySource.KEYRING)


def test_the_environments_key_comes_first_but_only_for_its_own_server(ring: MemoryKeyring) -> None:
    credentials = Credentials({"ANTHROPIC_API_KEY": "from-env"})
    credentials.store_key("kept", ANTHROPIC)
    assert credentials.find_key(ANTHROPIC) == Key("from-env", KeySource.ENVIRONMENT)
    assert credentials.find_key(Provider("https://api.anthropic.com/v1/")) == Key(
        "from-env", KeySource.ENVIRONMENT
    )
    assert credentials.find_key(OLLAMA) is None
    assert credentials.find_key(Provider("https://api.anthropic.com.evil.example")) is None


def test_an_address_in_the_environment_takes_the_environments_key_with_it() -> None:
    credentials = Credentials({"ANTHROPIC_API_KEY": "from-env", "ANTHROPIC_BASE_URL": "http://proxy:4000/"})
    assert credentials.find_key(Provider()) == Key("from-env", KeySource.ENVIRONMENT)
    assert credentials.find_key(Provider("http://proxy:4000/v1")) == Key("from-env", KeySource.ENVIRONMENT)
    assert credentials.find_key(Provider("https://api.anthropic.com")) is None


def test_a_key_is_never_shown() -> None:
    key = Key("sk-secret", KeySource.KEYRING)
    assert "secret" not in f"{key!r} {key} {[key]}"


def test_server_address() -> None:
    assert server_address(Provider(), {}) == "https://api.anthropic.com"
    assert server_address(Provider(), {"ANTHROPIC_BASE_URL": "http://a/v1"}) == "http://a"
    assert server_address(Provider(" http://b:1/v1/ "), {"ANTHROPIC_BASE_URL": "http://a"}) == "http://b:1"
    assert is_anthropic("https://API.anthropic.com/v1/")
    assert not is_anthropic("http://localhost:1234")


class PlainFileKeyring(MemoryKeyring):
    """As keyrings.alt's: keeps keys, but not in the system."""


PlainFileKeyring.__module__ = "keyrings.alt.file"


class Chain(MemoryKeyring):
    def __init__(self, *backends: MemoryKeyring) -> None:
        super().__init__()
        self.backends = backends


def test_a_plain_file_is_not_the_systems_keyring(ring: MemoryKeyring) -> None:
    plain = PlainFileKeyring()
    for backend in (plain, Chain(plain)):
        keyring.set_keyring(backend)
        kept = Credentials({})
        assert kept.store_key("sk-a", ANTHROPIC) is KeySource.THIS_RUN
        assert kept.find_key(ANTHROPIC) == Key("sk-a", KeySource.THIS_RUN)
        assert Credentials({}).find_key(ANTHROPIC) is None
    assert plain.kept == {}


def test_among_several_keyrings_the_systems_own_is_used(ring: MemoryKeyring) -> None:
    keyring.set_keyring(Chain(PlainFileKeyring(), ring))
    assert Credentials({}).store_key("sk-a", ANTHROPIC) is KeySource.KEYRING
    assert list(ring.kept.values()) == ["sk-a"]


def test_a_key_left_in_a_plain_file_is_removed_from_it(ring: MemoryKeyring) -> None:
    plain = PlainFileKeyring()
    plain.kept["PersonaUI Desktop", "anthropic"] = "sk-a"
    keyring.set_keyring(plain)
    Credentials({}).forget_key(ANTHROPIC)
    assert plain.kept == {}


@pytest.mark.parametrize("name", ["SecretService", "libsecret", "kwallet", "macOS", "Windows"])
def test_the_systems_keyrings_are_known_by_the_names_that_the_library_has(name: str) -> None:
    assert importlib.util.find_spec(f"keyring.backends.{name}")
    assert f"keyring.backends.{name}" in credentials.SYSTEM_KEYRINGS


def test_a_key_that_was_found_or_stored_is_blotted_out_everywhere() -> None:
    Credentials({"ANTHROPIC_API_KEY": "from/the environment"}).find_key(ANTHROPIC)
    Credentials({}).store_key("typed+just+now", ANTHROPIC)
    assert without_keys("from/the environment, typed+just+now") == "[key], [key]"
