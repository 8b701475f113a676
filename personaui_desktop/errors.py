"""The known failures: each a sentence for the person, and what they can do about it.

These are the kinds. Most sentences stand where a failure is recognised: in `claude.failures` for servers, in
`database.failures` for files, else where the kind is raised.

Whatever is raised and is not a `KnownError` is a mistake of the program's own.
"""

from enum import Enum
from pathlib import Path

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.endings import Ending


class KnownError(Exception):
    """A failure of the person's world, not of the program.

    ``sentence`` says what is wrong, ``remedy`` what to do about it: phrases, which become
    words where they are shown (`translation.told`), or text where somebody else said it. ``str(error)`` is
    plain English, for logs.
    """

    def __init__(self, sentence: Phrase | str, remedy: Phrase | str = "") -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.remedy = remedy

    @property
    def both(self) -> Phrase | str:
        """The sentence and the remedy in one, as a value that can be kept."""
        if not self.remedy:
            return self.sentence
        return Ending.SENTENCE_AND_REMEDY.value.filled(sentence=self.sentence, remedy=self.remedy)


class InvalidInput(KnownError, ValueError):
    """What was given cannot be used: an impossible id, a negative limit, broken text."""


class NotNow(InvalidInput):
    """It is not possible just now: something that is under way has to end first."""


class UnknownQuery(InvalidInput):
    """No SQL file has a query of that name."""


class UnknownSession(InvalidInput):
    """The persona has no session with that id."""


class UnknownPersona(InvalidInput):
    """There is no persona with that id, or not any more."""


class NotACard(KnownError):
    """A file holds no character, or one that cannot be read."""


class CannotUndo(KnownError):
    """What is to be taken back, or done again, has been changed or deleted since."""


class PersonaFileError(KnownError):
    """One persona's file cannot be used; the others can."""

    def __init__(self, sentence: Phrase | str, remedy: Phrase | str, persona_id: str, path: Path) -> None:
        super().__init__(sentence, remedy)
        self.persona_id = persona_id
        self.path = path


class NewerFile(PersonaFileError):
    """The file was written by a newer version of the program and is left untouched."""


class DamagedFile(PersonaFileError):
    """The file is not a database, or is truncated or inconsistent."""


class FileNotWritable(PersonaFileError):
    """The file or its folder cannot be written, or the disk is full."""


class FileBusy(PersonaFileError):
    """Another program keeps the file locked."""


class MigrationFailed(PersonaFileError):
    """A migration failed and was rolled back."""


class ReplyFailure(Enum):
    """Why no reply, or only part of one, arrived."""

    NO_NETWORK = "no network"
    WRONG_KEY = "wrong key"
    NO_CREDIT = "no credit"
    NOT_ALLOWED = "not allowed"
    RATE_LIMITED = "rate limited"
    OVERLOADED = "overloaded"
    UNKNOWN_MODEL = "unknown model"
    TOO_LONG = "too long"
    BAD_REQUEST = "bad request"
    SERVER = "server"
    CUT_OFF = "cut off"
    WRONG_ADDRESS = "wrong address"
    OUTCOME_UNKNOWN = "outcome unknown"


class ReplyError(KnownError):
    """The model's server did not answer, or broke off."""

    def __init__(self, failure: ReplyFailure, sentence: Phrase | str, remedy: Phrase | str = "") -> None:
        super().__init__(sentence, remedy)
        self.failure = failure


class ProgramMistake(KnownError):
    """Stands in for a mistake of the program's own where somebody waits for a result."""

    def __init__(self) -> None:
        super().__init__(Ending.PROGRAM_MISTAKE.value, Ending.CHECK_REPORT.value)


class DamagedReceipt(KnownError):
    """What was noted about a reply cannot be read any more."""

    def __init__(self) -> None:
        super().__init__(
            Phrase("Errors", "The record of what was sent for this reply is damaged."),
            Phrase("Errors", "The reply and the conversation are not affected."),
        )


class SettingsFileError(KnownError):
    """The settings file cannot be written."""


class LogFileError(KnownError):
    """The log cannot be written."""
