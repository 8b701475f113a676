"""A desk for tests of what stands on it: a real one over a real worker."""

from collections.abc import Callable

from support.scripted import ScriptedResponder

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.claude.events import Responder
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.preferences import Preferences


def desk_over(
    worker: DatabaseWorker,
    choose_responder: Callable[[], Responder] = ScriptedResponder,
    choose_writer: Callable[[str], Responder] | None = None,
) -> Desk:
    """A desk with the default settings, which are kept nowhere.

    Args:
        worker: the database worker; who made it closes it after the desk.
        choose_responder: who answers.
        choose_writer: who writes memories, asked with a model's name; if left out, who answers.
    """
    preferences = Preferences(Settings(), None, worker.run)
    desk = Desk(preferences, worker, choose_responder, choose_writer or (lambda _model: choose_responder()))
    preferences.setParent(desk)
    return desk
