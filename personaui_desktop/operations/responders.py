"""Verbs on those who reply: who would, and making ready for the first reply."""

from typing import NamedTuple

from personaui_desktop.background.operation import Errand, Lane, Operation
from personaui_desktop.credentials import Credentials
from personaui_desktop.records.providers import DEMO_COMPANION, Provider


class Answering(NamedTuple):
    """Who would reply: a model's name, or the demo companion's."""

    name: str
    is_demo: bool


def who_answers(provider: Provider, credentials: Credentials, use_demo: bool) -> Operation[Answering]:
    """Who would reply if something were said now.

    Where the demo is wanted the answer comes at once: neither the keyring nor the companion is loaded for it.
    """

    def work() -> Answering:
        if use_demo:
            return Answering(DEMO_COMPANION, is_demo=True)
        # Only those who ask for a reply need the room that talks to servers.
        from personaui_desktop.claude.demo import DemoCompanion
        from personaui_desktop.claude.who_replies import choose_responder

        responder = choose_responder(provider, credentials, use_demo)
        return Answering(responder.name, isinstance(responder, DemoCompanion))

    return Errand(work, lane=Lane.OUTSIDE)


def make_ready() -> Operation[None]:
    """Load what the first reply needs, so that it does not have to wait."""

    def work() -> None:
        from personaui_desktop.claude.loading import load_sdk

        load_sdk()

    return Errand(work, lane=Lane.OUTSIDE)
