from typing import get_args

from anthropic.resources.messages.messages import DEPRECATED_MODELS
from anthropic.types.model import Model

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.claude.who_replies import DEFAULT_MEMORY_MODEL, choose_responder
from personaui_desktop.credentials import Credentials
from personaui_desktop.records.providers import Provider


def test_without_a_key_the_demo_companion_replies() -> None:
    assert isinstance(choose_responder(Provider(), Credentials({}), use_demo=False), DemoCompanion)


def test_with_a_key_or_a_server_of_ones_own_a_model_replies() -> None:
    with_key = Credentials({"ANTHROPIC_API_KEY": "sk-x"})
    assert isinstance(choose_responder(Provider(), with_key, use_demo=False), ClaudeResponder)
    local = choose_responder(Provider("http://localhost:11434"), Credentials({}), use_demo=False)
    assert isinstance(local, ClaudeResponder)


def test_the_demo_companion_replies_where_it_is_wanted() -> None:
    with_key = Credentials({"ANTHROPIC_API_KEY": "sk-x"})
    assert isinstance(choose_responder(Provider(), with_key, use_demo=True), DemoCompanion)


def test_the_model_for_memories_is_one_that_the_sdk_names() -> None:
    assert DEFAULT_MEMORY_MODEL in get_args(get_args(Model)[0])
    assert DEFAULT_MEMORY_MODEL not in DEPRECATED_MODELS
