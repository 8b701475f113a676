"""What mouse and keyboard do with a conversation; made when it is first touched, or after the first paint."""

from PySide6.QtWidgets import QAbstractScrollArea

from personaui_desktop.widgets.chat.transcript.reading.screen_reader import ScreenReader
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.scrolling.scroller import Scroller
from personaui_desktop.widgets.chat.transcript.throttle import Throttle
from personaui_desktop.widgets.chat.transcript.tools.activation import Activation
from personaui_desktop.widgets.chat.transcript.tools.address_label import AddressLabel
from personaui_desktop.widgets.chat.transcript.tools.clipboard import Clipboard
from personaui_desktop.widgets.chat.transcript.tools.copied_mark import CopiedMark
from personaui_desktop.widgets.chat.transcript.tools.explorer import Explorer
from personaui_desktop.widgets.chat.transcript.tools.keyboard import Keyboard
from personaui_desktop.widgets.chat.transcript.tools.mouse import Mouse
from personaui_desktop.widgets.chat.transcript.tools.part_copier import PartCopier
from personaui_desktop.widgets.chat.transcript.tools.unfolding import Unfolding


class Hands:
    """The tools of a view, which they share.

    Args:
        scene: what the view shows.
        scroller: moves what is in view.
        throttle: shows what has changed.
        reader: says what is done.
        view: over which menus, the bar and the calendar open.
    """

    def __init__(
        self,
        scene: Scene,
        scroller: Scroller,
        throttle: Throttle,
        reader: ScreenReader,
        view: QAbstractScrollArea,
    ) -> None:
        viewport = view.viewport()
        self.clipboard = Clipboard(scene)
        self.explorer = Explorer(scene, scroller, self.clipboard, view)
        self.copier = PartCopier(scene, self.clipboard, CopiedMark(scene, reader), view)
        self.activation = Activation(scene, view)
        self.address = AddressLabel(view)
        self.mouse = Mouse(scene, scroller, self.clipboard, self.activation, self.address, viewport)
        self.keyboard = Keyboard(scene, scroller, self.explorer, self.activation, self.address, viewport)
        self.unfolding = Unfolding(scene, throttle, reader)
        self._view = view
        scene.model.modelReset.connect(self.explorer.take_reset)
        self.fit()

    def fit(self) -> None:
        """The view has another size."""
        self.explorer.fit(self._view.width())
        self.address.place_in(self._view.viewport().geometry())
