"""Colours of code: found out in the background, kept, and laid over code that is in view."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Errand, Lane, Run
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.fences import code_of, is_fence_closed, offset_in_code
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.paint.highlight import Toned

KEPT = 200

CodeKey = tuple[str, str]
"""Language and code."""


class CodeColours(QObject):
    """Answers which pieces of a block of code have which tone, as soon as that is known.

    Args:
        arrived: called when colours of something in view have become known.
    """

    def __init__(self, arrived: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._arrived = arrived
        self._run: Run | None = None
        self._known: OrderedDict[CodeKey, list[Toned]] = OrderedDict()
        self._waiting: set[CodeKey] = set()

    def set_source(self, run: Run) -> None:
        """Say where work is done. Without, code stays plain."""
        self._run = run

    def colour(self, body: Body, laid: LaidBlock) -> None:
        """Colour a block of code if its tones are known; else find them out."""
        block = laid.shown.block
        if laid.is_coloured or not block.language or self._run is None:
            return
        if not is_fence_closed(body, block.fence):
            # While code is being written, the finished lines of each part are coloured for themselves.
            lines = block.text if block.goes_on else block.text[: block.text.rfind("\n") + 1]
            self._colour_from(laid, (block.language, lines), 0, is_final=False)
            return
        key = (block.language, code_of(body, block.fence))
        self._colour_from(laid, key, offset_in_code(body, laid), is_final=True)

    def _colour_from(self, laid: LaidBlock, key: CodeKey, offset: int, *, is_final: bool) -> None:
        tones = self._known.get(key)
        if tones is None:
            self._ask(key)
            return
        self._known.move_to_end(key)
        laid.colour([(tone.start - offset, tone.end - offset, tone.tone.value) for tone in tones], is_final)

    def _ask(self, key: CodeKey) -> None:
        if self._run is None or key in self._waiting:
            return
        # Only conversations with code need it.
        from personaui_desktop.widgets.chat.transcript.paint.highlight import tones_of

        self._waiting.add(key)
        language, code = key

        def take(tones: "list[Toned]") -> None:
            self._waiting.discard(key)
            self._known[key] = tones
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
            self._arrived()

        self._run(Errand(partial(tones_of, code, language), lane=Lane.OUTSIDE), self, take)
