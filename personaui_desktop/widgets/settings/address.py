"""Addresses of compatible servers: the usual ones, and what is wrong with one that was typed."""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from personaui_desktop.translation import translate


class Preset(NamedTuple):
    """A kind of server and the address at which it listens unless told otherwise."""

    name: str
    address: str


PRESETS = (
    Preset("Ollama", "http://localhost:11434"),
    Preset("LM Studio", "http://localhost:1234"),
    Preset("llama.cpp", "http://localhost:8080"),
    Preset("LiteLLM", "http://localhost:4000"),
)
_END = re.compile(r"[\s/]*(/v1[\s/]*)?\Z")


def tidy(address: str) -> str:
    """The address as the settings keep it: with a scheme, without blanks, closing slash and ``/v1``."""
    return with_scheme(_END.sub("", address.strip()))


def with_scheme(address: str) -> str:
    """The address with the scheme that was left out: plain on this machine and in private networks."""
    if not address or "://" in address or address.lower().startswith(("http:", "https:")):
        return address
    try:
        host = urlsplit(f"//{address}").hostname or ""
    except ValueError:
        return address
    return f"{'http' if is_this_machine(host) or is_private(host) else 'https'}://{address}"


def problem_with(address: str) -> str:
    """What keeps an address from being used, in one sentence; empty where nothing does."""
    address = tidy(address)
    if not address:
        return translate("Settings", "Enter the server's address, or choose one from the list.")
    try:
        parts = urlsplit(address)
        # Reading the port is what finds one that is no number, or too high.
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return translate("Settings", "This is not a valid address. Check the host and the port.")
    return _problem_with_parts(address, parts, has_host=has_host)


def warning_about(address: str) -> str:
    """What to know about an address that can be used; empty where there is nothing."""
    if problem_with(address):
        return ""
    parts = urlsplit(tidy(address))
    if parts.scheme == "http" and not is_this_machine(parts.hostname or ""):
        return translate(
            "Settings",
            "This address is not encrypted: others could read your key and messages. "
            "Use https:// if the server supports it.",
        )
    return ""


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine that the program runs on."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(host: str) -> bool:
    """Whether a host is an address of a private network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def _problem_with_parts(address: str, parts: SplitResult, *, has_host: bool) -> str:
    if "://" not in address or parts.scheme not in {"http", "https"}:
        return translate("Settings", "The address must begin with http:// or https://.")
    if not has_host or any(character.isspace() for character in address):
        return translate("Settings", "The address has no server name. Check what follows http://.")
    if parts.username is not None or parts.password is not None:
        return translate(
            "Settings", "Leave the user name and password out of the address. The key has its own field."
        )
    if parts.query or parts.fragment:
        return translate("Settings", "The address cannot contain “?” or “#”.")
    return ""
