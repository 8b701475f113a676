"""Which server answers, and the models that it offers."""

from enum import Enum
from typing import NamedTuple

DEMO_COMPANION = "Demo companion"
"""The name of whoever replies where no server does."""


class HeaderStyle(Enum):
    """How the key travels: as the current API takes it, or as older compatible servers do."""

    BEARER = "bearer"
    API_KEY = "x-api-key"


class Provider(NamedTuple):
    """Which server answers, and how. No ``base_url`` is Anthropic's own, no ``model`` the default.

    ``max_tokens`` bounds one reply, with what is thought before it. ``may_think`` says whether the model is
    asked to think before it replies, and ``effort`` how hard it is to try, empty for its own default; either
    only where it is able to. The key is no part of it: it lies in the system's keyring.
    """

    base_url: str = ""
    header_style: HeaderStyle = HeaderStyle.BEARER
    model: str = ""
    max_tokens: int = 4096
    may_think: bool = True
    effort: str = ""


EFFORTS = ("low", "medium", "high", "xhigh", "max")
"""How hard a model can be asked to try, as the API names it, from the least on."""


class Abilities(NamedTuple):
    """What a model can be asked for, as its server lists it.

    ``thinking`` are the kinds of thinking that it takes: ``adaptive``, ``enabled``, ``disabled``, or none
    where it does not think. ``efforts`` are those of `EFFORTS` that it has.
    """

    thinking: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()


class ModelChoice(NamedTuple):
    """A model that the server offers. Every field but the id may be unknown."""

    model_id: str
    name: str
    is_deprecated: bool = False
    max_input_tokens: int | None = None
    max_tokens: int | None = None
    abilities: Abilities | None = None
