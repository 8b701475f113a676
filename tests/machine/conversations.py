"""All that can be done with conversations, in any order, with undo, other programs, restarts and kills."""

from machine.on_messages import OnMessages
from machine.on_personas import OnPersonas
from machine.on_sessions import OnSessions
from machine.trouble import Trouble
from machine.undoing import Undoing
from machine.waiting import Waiting


class Conversations(Trouble, Undoing, Waiting, OnSessions, OnMessages, OnPersonas):
    """Every rule does the same to the file and to the plain model."""
