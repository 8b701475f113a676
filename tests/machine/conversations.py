"""All that can be done with conversations, in any order, with undo, other programs, restarts and kills."""

from machine.on_messages import OnMessages
from machine.on_sessions import OnSessions
from machine.trouble import Trouble
from machine.undoing import Undoing


class Conversations(Trouble, Undoing, OnSessions, OnMessages):
    """Every rule does the same to the file and to the plain model."""
