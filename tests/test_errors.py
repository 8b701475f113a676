from inspect import isclass

from personaui_desktop import errors
from personaui_desktop.errors import KnownError, PersonaFileError, ProgramMistake
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import told, translated


def test_every_kind_is_of_the_known_family() -> None:
    kinds = [kind for kind in vars(errors).values() if isclass(kind) and issubclass(kind, Exception)]
    assert len(kinds) > 10
    assert all(issubclass(kind, KnownError) for kind in kinds)
    files = {kind.__name__ for kind in kinds if issubclass(kind, PersonaFileError)}
    assert files >= {"NewerFile", "DamagedFile", "FileNotWritable", "FileBusy", "MigrationFailed"}


def test_a_failure_is_a_sentence_and_a_remedy_and_for_a_log_plain_words() -> None:
    error = KnownError(Phrase("Files", "“{name}” is no file.").filled(name="x"), "Look again.")
    assert str(error) == "“x” is no file."
    assert told(error) == "“x” is no file. Look again."
    assert translated(error.both) == "“x” is no file. Look again."


def test_a_failure_without_a_remedy_is_its_sentence() -> None:
    assert KnownError("No.").both == "No."


def test_a_mistake_of_the_programs_own_says_where_to_look() -> None:
    assert "report" in told(ProgramMistake())
