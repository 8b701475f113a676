"""The key of each server: from the environment, the system's keyring, or kept for this run only."""

import os
import threading
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from personaui_desktop.records.providers import Provider
from personaui_desktop.redaction import keep_secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "PersonaUI Desktop"
ANTHROPIC_USER = "anthropic"
ANTHROPIC_ADDRESS = "https://api.anthropic.com"
SYSTEM_KEYRINGS = tuple(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)
"""The modules of those backends that hand keys to the system; any other program's backend may do anything."""
KEY_VARIABLE = "ANTHROPIC_API_KEY"
ADDRESS_VARIABLE = "ANTHROPIC_BASE_URL"


class KeySource(Enum):
    """Where a key lies."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    THIS_RUN = "this run only"


class Key(NamedTuple):
    """A key and where it was found. Printing it never shows the key."""

    value: str
    source: KeySource

    def __repr__(self) -> str:
        return f"Key(source={self.source.value!r})"


def server_address(provider: Provider, environment: Mapping[str, str] = os.environ) -> str:
    """The address that the provider means, without ``/v1`` or a slash at its end.

    A chosen address comes first, then ``ANTHROPIC_BASE_URL``, then Anthropic's own.
    """
    return (
        _without_version(provider.base_url)
        or _without_version(environment.get(ADDRESS_VARIABLE, ""))
        or (ANTHROPIC_ADDRESS)
    )


def is_anthropic(address: str) -> bool:
    """Whether a server address is Anthropic's own."""
    return _without_version(address).lower() == ANTHROPIC_ADDRESS


class Credentials:
    """Finds and keeps keys. Slow where the keyring is: call it off the GUI thread; any thread may.

    A key belongs to one server address and is never given out for another.

    Args:
        environment: where ``ANTHROPIC_API_KEY`` and ``ANTHROPIC_BASE_URL`` are looked up.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._this_run: dict[str, str] = {}
        self._lock = threading.Lock()

    def find_key(self, provider: Provider) -> Key | None:
        """The key for the provider's server, or ``None``.

        ``ANTHROPIC_API_KEY`` comes first, but only for the server that the environment means: the one that
        ``ANTHROPIC_BASE_URL`` names, or Anthropic's own where it names none.
        """
        key = self._find(provider)
        keep_secret(key and key.value)
        return key

    def _find(self, provider: Provider) -> Key | None:
        value = self._environment.get(KEY_VARIABLE, "").strip()
        if value and self._address(provider) == server_address(Provider(), self._environment).lower():
            return Key(value, KeySource.ENVIRONMENT)
        user = self._user(provider)
        with self._lock:
            value = self._this_run.get(user, "")
        if value:
            return Key(value, KeySource.THIS_RUN)
        value = _read_keyring(user)
        return Key(value, KeySource.KEYRING) if value else None

    def store_key(self, value: str, provider: Provider) -> KeySource:
        """Keep a key for the provider's server; the answer says where: keyring, or for this run only."""
        user, value = self._user(provider), value.strip()
        keep_secret(value)
        stored = _write_keyring(user, value)
        with self._lock:
            if stored:
                self._this_run.pop(user, None)
            else:
                self._this_run[user] = value
        return KeySource.KEYRING if stored else KeySource.THIS_RUN

    def forget_key(self, provider: Provider) -> None:
        """Remove the server's key from the keyring and from this run. The environment is not touched."""
        user = self._user(provider)
        with self._lock:
            self._this_run.pop(user, None)
        _delete_from_keyring(user)

    def _address(self, provider: Provider) -> str:
        return server_address(provider, self._environment).lower()

    def _user(self, provider: Provider) -> str:
        address = self._address(provider)
        return ANTHROPIC_USER if is_anthropic(address) else address


def _without_version(address: str) -> str:
    return address.strip().rstrip("/").removesuffix("/v1").rstrip("/")


def _read_keyring(user: str) -> str:
    from keyring.errors import KeyringError

    try:
        ring = _system_keyring()
        return (ring.get_password(SERVICE, user) or "") if ring else ""
    except (KeyringError, *_BACKEND_ERRORS):
        return ""


def _write_keyring(user: str, value: str) -> bool:
    """Whether the keyring has the key now; a keyring that takes it without keeping it does not count."""
    from keyring.errors import KeyringError

    try:
        ring = _system_keyring()
        if ring is None:
            return False
        ring.set_password(SERVICE, user, value)
        return ring.get_password(SERVICE, user) == value
    except (KeyringError, *_BACKEND_ERRORS):
        return False


def _delete_from_keyring(user: str) -> None:
    """Also from a backend that does not count, where an earlier version may have left it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(SERVICE, user)
    except (KeyringError, *_BACKEND_ERRORS):
        return


def _system_keyring() -> "KeyringBackend | None":
    """The system's own keyring; others, such as a plain file, keep no secret."""
    import keyring

    backend = keyring.get_keyring()
    backends = getattr(backend, "backends", None) or (backend,)
    return next((one for one in backends if type(one).__module__.startswith(SYSTEM_KEYRINGS)), None)


_BACKEND_ERRORS = (OSError, RuntimeError, ValueError)
"""What keyring backends raise besides their own errors: no D-Bus, a locked collection, a wrong encoding."""
