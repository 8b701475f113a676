from typing import Any

import pytest
from support.messages_server import MessagesServer, able

from personaui_desktop.claude.abilities import KnownModels, abilities_of
from personaui_desktop.claude.models import list_models
from personaui_desktop.operations.provider import known_abilities
from personaui_desktop.records.providers import Abilities, Provider


def test_what_a_model_is_able_to() -> None:
    listed = able("m", "adaptive", "disabled", efforts=("low", "high", "max"))
    assert abilities_of(listed) == Abilities(("adaptive", "disabled"), ("low", "high", "max"))


def test_what_is_supported_as_a_whole_decides() -> None:
    listed = able("m", "adaptive", "enabled", efforts=("low",))
    listed["capabilities"]["thinking"]["supported"] = False
    listed["capabilities"]["effort"]["supported"] = None
    assert abilities_of(listed) == Abilities()


@pytest.mark.parametrize("capabilities", [{}, [], 7, "all", {"thinking": 3, "effort": {"supported": True}}])
def test_a_poor_list_is_no_promise(capabilities: Any) -> None:
    assert abilities_of({"id": "m", "capabilities": capabilities}) == Abilities()


def test_without_a_list_nothing_is_known() -> None:
    assert abilities_of({"id": "m"}) is None
    assert KnownModels().find("server", "m") is None


def test_what_a_server_refuses_it_is_not_asked_for_whatever_it_lists() -> None:
    known = KnownModels()
    known.learn("server", "m", Abilities(("adaptive", "disabled"), ("low",)))
    known.refuse("server", "m", "adaptive")
    known.learn("server", "m", Abilities(("adaptive", "disabled"), ("low",)))
    known.learn("other", "m", Abilities(("adaptive",)))
    assert known.find("server", "m") == Abilities(("disabled",), ("low",))
    assert known.find("other", "m") == Abilities(("adaptive",))


def test_whoever_lists_models_learns_what_they_are_able_to(server: MessagesServer) -> None:
    server.models = {"data": [able("m", "adaptive", efforts=("max",)), {"id": "poor"}]}
    models = list_models(Provider(server.url), None)
    assert [model.abilities for model in models] == [Abilities(("adaptive",), ("max",)), None]
    assert known_abilities(Provider(server.url, model="m")) == Abilities(("adaptive",), ("max",))
    assert known_abilities(Provider(server.url, model="poor")) is None
