"""How a model is asked to think before it replies: by what its server lists, and without what it refuses."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from personaui_desktop.claude.abilities import KNOWN, abilities_of
from personaui_desktop.claude.connection import Connection
from personaui_desktop.claude.failures import Addressee, answers_understood, reply_error
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.providers import EFFORTS, Abilities

if TYPE_CHECKING:
    from anthropic import Anthropic

LEAST_BUDGET = 1024
"""The fewest tokens that a model can be given to think with, where it is given a number of them."""

CANNOT_TELL = {400, 404, 405, 422, 501}
"""What servers answer that do not tell of a model, and will not the next time."""
REFUSED = {400, 422}
_NAMES = {"thinking": ("thinking", "budget_tokens"), "output_config": ("output_config", "effort")}
"""By what words a server that refuses a parameter names it."""


class Wish(NamedTuple):
    """What the person wants: that the model thinks first or not, and how hard it tries, if that is set."""

    thinks: bool
    effort: str = ""


class Manner:
    """The parameters of one request that say how to think. Used in the reading thread, but for `stop`.

    Args:
        asked: who is asked.
        wish: what is wanted; ``None`` where nobody reads what is thought, so that it is best not done.
        longest: how many tokens the reply may have, those of the thought among them.
        glance: makes a client that asks for what a model is able to.
    """

    def __init__(
        self, asked: Addressee, wish: Wish | None, longest: int, glance: "Callable[[Connection], Anthropic]"
    ) -> None:
        self._asked, self._wish, self._longest, self._glance = asked, wish, longest, glance
        self._connection = Connection()
        self._left_out: dict[str, tuple[str, ...]] = {}
        """What the server has refused, by the parameter's name: kinds of thinking, or efforts."""

    def look(self) -> None:
        """Ask the server what the model is able to, where somebody wants that and it is not known yet.

        A server that does not tell is not asked again, and one that could not be reached is.
        """
        if self._wish is None or KNOWN.find(*self._asked) is not None:
            return
        try:
            with self._glance(self._connection) as client, answers_understood(self._asked):
                found = abilities_of(client.models.retrieve(self._asked.model))
        except Exception as raised:
            failure = reply_error(raised, self._asked)
            if failure is None:
                raise
            status = getattr(raised, "status_code", None)
            is_odd = status is None and failure.failure is ReplyFailure.SERVER
            if not (is_odd or self._connection.was_silent or status in CANNOT_TELL):
                return
            found = None
        finally:
            self._connection.close()
        KNOWN.learn(*self._asked, found or Abilities())

    def stop(self) -> None:
        """End the look now; safe from any thread."""
        self._connection.cut()

    @property
    def effort(self) -> str:
        """How hard the model is asked to try; empty where that is left to it."""
        effort = self.parameters().get("output_config", {}).get("effort")
        return effort if isinstance(effort, str) else ""

    def parameters(self) -> dict[str, Any]:
        """What is added to the request."""
        able = KNOWN.find(*self._asked) or Abilities()
        wish = self._wish or Wish(thinks=False)
        found: dict[str, Any] = {}
        if (thinking := self._thinking(able, thinks=wish.thinks)) is not None:
            found["thinking"] = thinking
        if wish.effort in able.efforts:
            found["output_config"] = {"effort": wish.effort}
        return {name: value for name, value in found.items() if name not in self._left_out}

    def gives_up(self, raised: Exception) -> bool:
        """Whether the server refuses any of it, so that the request is to be sent once more, without that."""
        if getattr(raised, "status_code", None) not in REFUSED:
            return False
        words = f"{raised} {getattr(raised, 'body', '')}".lower()
        sent = self.parameters()
        named = [name for name in sent if any(each in words for each in _NAMES[name])]
        for name in named:
            self._left_out[name] = EFFORTS if name == "output_config" else _kin(sent[name]["type"])
        return bool(named)

    def was_taken(self) -> None:
        """The server answers: what was left out was what it refused, and it is not asked for that again."""
        for refused in self._left_out.values():
            KNOWN.refuse(*self._asked, *refused)

    def _thinking(self, able: Abilities, *, thinks: bool) -> dict[str, Any] | None:
        if not thinks:
            return {"type": "disabled"} if "disabled" in able.thinking else None
        if "adaptive" in able.thinking:
            return {"type": "adaptive", "display": "summarized"}
        if "enabled" in able.thinking and self._longest > LEAST_BUDGET:
            budget = max(LEAST_BUDGET, self._longest // 2)
            return {"type": "enabled", "budget_tokens": budget, "display": "summarized"}
        return None


def _kin(kind: str) -> tuple[str, ...]:
    """The kinds of thinking that are refused with one."""
    return (kind,) if kind == "disabled" else ("adaptive", "enabled")
