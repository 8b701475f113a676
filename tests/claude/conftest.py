"""A server that speaks the protocol, for every test of this folder that asks for it."""

from collections.abc import Iterator

import pytest
from support.messages_server import MessagesServer, serve


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with serve() as running:
        yield running
