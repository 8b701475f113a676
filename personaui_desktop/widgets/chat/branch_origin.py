"""Keeps the header's link to where the shown conversation branched off, and has that branch whole."""

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Operation
from personaui_desktop.operations import branches
from personaui_desktop.records.branches import BranchOrigin
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.widgets.chat.branch_map import origin_words
from personaui_desktop.widgets.chat.branching import Branching
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.kept import Kept


class OriginLink(QObject):
    """Reads where the session branched off when the place or a title changes, and goes there.

    Args:
        pane: whose header.
        branching: goes there.
    """

    def __init__(self, pane: ChatPane, branching: Branching) -> None:
        super().__init__(pane)
        self._header, self._place, self._branching = pane.header, pane.place, branching
        self._origin: BranchOrigin | None = None
        self._kept = Kept(pane.place, pane.run, self._ask, self._show, self, by_session=True)
        pane.desk.changed.connect(self._take_in)
        pane.place.persona_changed.connect(self._follow)
        pane.place.session_changed.connect(self._follow)
        pane.header.origin_requested.connect(self.go)
        self._follow()

    def has_origin(self) -> bool:
        """Whether there is somewhere to go."""
        return self._origin is not None and self._origin.is_trunk_there

    def go(self) -> None:
        """Show the message at which the conversation branched off, where it came from."""
        if self._origin is not None and self._origin.is_trunk_there:
            self._branching.go_to(self._origin.trunk_id, self._origin.fork_id)

    def _follow(self, _whither: object = None) -> None:
        self._show(None)
        self._kept.read()

    def _take_in(self, change: Change) -> None:
        is_here = change.persona_id == self._place.persona_id
        if is_here and change.topic is Topic.SESSIONS and change.how is not How.TOUCHED:
            self._kept.read()

    def _ask(self) -> Operation[BranchOrigin | None] | None:
        session_id = self._place.session_id
        return None if session_id is None else branches.origin(self._place.persona_id, session_id)

    def _show(self, origin: BranchOrigin | None) -> None:
        self._origin = origin
        words = "" if origin is None else origin_words(origin)
        title = "" if origin is None else origin.trunk_title
        self._header.show_origin(words, title, can_go=self.has_origin())
        if origin is not None and not origin.is_whole:
            # It is being copied, or a full disk came between, which it may no longer be.
            self._branching.finish(self._place.persona_id, origin.session_id)
