"""The headers of a request: how the key travels, and nothing that another program's environment adds."""

import os
from collections.abc import Callable, Iterator
from typing import Any

from personaui_desktop.records.providers import HeaderStyle

OLD_VERSION = "2023-06-01"
CUSTOM_HEADERS_VARIABLE = "ANTHROPIC_CUSTOM_HEADERS"


def own_headers(style: HeaderStyle, key: str) -> dict[str, str]:
    """The headers that carry the key; lower case."""
    bearer = {"authorization": f"Bearer {key}"}
    if style is HeaderStyle.API_KEY:
        return {**bearer, "anthropic-version": OLD_VERSION, "x-api-key": key}
    return bearer


def only(own: dict[str, str]) -> Callable[[Any], None]:
    """A hook for requests: takes out what the environment added to them, and sees to it that these are there.

    The SDK lets the environment's headers win, also over the key that it was given.
    """

    def correct(request: Any) -> None:
        for name, value in _from_environment():
            if request.headers.get(name) == value:
                del request.headers[name]
        request.headers.update(own)

    return correct


def _from_environment() -> Iterator[tuple[str, str]]:
    for line in os.environ.get(CUSTOM_HEADERS_VARIABLE, "").split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            yield name.strip(), value.strip()
