"""Why the system refused something, in our words: a code for each reason. Its own words are for logs."""

import errno
import logging
from enum import Enum

from personaui_desktop.phrases import Phrase

_log = logging.getLogger(__name__)


class Refusal(Enum):
    """A reason, as it ends a sentence, such as “The log could not be written: the disk is full.”."""

    DISK_FULL = Phrase("Files", "the disk is full")
    DISK_FAILS = Phrase("Files", "the disk reports an error")
    READ_ONLY = Phrase("Files", "the disk can only be read")
    NO_ANSWER = Phrase("Files", "the drive does not answer")
    NOT_ALLOWED = Phrase("Files", "access is not allowed")
    IN_USE = Phrase("Files", "another program is using it")
    MISSING = Phrase("Files", "it is not there")
    TAKEN = Phrase("Files", "something else has its name")
    NAME_TOO_LONG = Phrase("Files", "its name is too long")
    TOO_LARGE = Phrase("Files", "it is larger than the disk allows")
    IS_FOLDER = Phrase("Files", "it is a folder")
    NO_FOLDER = Phrase("Files", "part of its path is not a folder")
    NO_FILE = Phrase("Files", "it is not an ordinary file")
    ENDLESS_LINKS = Phrase("Files", "its links lead in a circle")
    TOO_MANY_OPEN = Phrase("Files", "too many files are open")
    UNKNOWN = Phrase("Files", "the system reports an error")


_BY_CODE = {
    "ENOSPC": Refusal.DISK_FULL,
    "EDQUOT": Refusal.DISK_FULL,
    "EIO": Refusal.DISK_FAILS,
    "EROFS": Refusal.READ_ONLY,
    "ETIMEDOUT": Refusal.NO_ANSWER,
    "EHOSTDOWN": Refusal.NO_ANSWER,
    "EHOSTUNREACH": Refusal.NO_ANSWER,
    "ENETUNREACH": Refusal.NO_ANSWER,
    "ENOTCONN": Refusal.NO_ANSWER,
    "ESTALE": Refusal.NO_ANSWER,
    "EACCES": Refusal.NOT_ALLOWED,
    "EPERM": Refusal.NOT_ALLOWED,
    "EBUSY": Refusal.IN_USE,
    "ETXTBSY": Refusal.IN_USE,
    "ENOENT": Refusal.MISSING,
    "EEXIST": Refusal.TAKEN,
    "ENAMETOOLONG": Refusal.NAME_TOO_LONG,
    "EFBIG": Refusal.TOO_LARGE,
    "EISDIR": Refusal.IS_FOLDER,
    "ENOTDIR": Refusal.NO_FOLDER,
    "ENXIO": Refusal.NO_FILE,
    "ELOOP": Refusal.ENDLESS_LINKS,
    "EMFILE": Refusal.TOO_MANY_OPEN,
    "ENFILE": Refusal.TOO_MANY_OPEN,
}
"""By the names of the codes: not every system has all of them."""


def why(error: OSError) -> Phrase:
    """The reason that a code stands for. What the system says itself is logged where there is none."""
    refusal = _BY_CODE.get(errno.errorcode.get(error.errno or 0, ""), Refusal.UNKNOWN)
    if refusal is Refusal.UNKNOWN:
        _log.warning("The system reports: %r", error)
    return refusal.value
