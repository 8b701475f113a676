"""``import`` and ``export`` on the command line: no window, and nothing written beside a running program."""

import sys
from io import TextIOWrapper
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from personaui_desktop import paths
from personaui_desktop.background.requests import ask_running
from personaui_desktop.background.single_instance import PATIENCE_SECONDS, SingleInstance
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.requests import carry_out
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase
from personaui_desktop.private_files import make_private_folder
from personaui_desktop.records.requests import Report, Request

FAILED = 1


def run(request: Request, *, as_json: bool) -> int:
    """Do what was asked for and tell what became of it; the answer is the exit status, 0 if all was done."""
    for stream in (sys.stdout, sys.stderr):
        # A name may hold what the terminal's alphabet does not.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    application = QCoreApplication([*sys.argv[:1]])
    folder = paths.data_dir()
    try:
        make_private_folder(folder)
        report = _carried_out(folder, request)
    except OSError as error:
        sentence = Phrase("Start", "The data folder {folder} cannot be used: {why}.")
        return _refuse(sentence.filled(folder=folder, why=why(error)))
    except KnownError as error:
        return _refuse(error.both)
    finally:
        application.shutdown()
    if report is None:
        return _refuse(
            Phrase(
                "Start", "PersonaUI Desktop is using the data folder {folder} and does not answer."
            ).filled(folder=folder)
        )
    _tell(report, as_json=as_json)
    return FAILED if report.failed else 0


def _carried_out(folder: Path, request: Request) -> Report | None:
    """The report of the program that runs, or of this one where none does; ``None`` where it is silent."""
    instance = SingleInstance(folder)
    if not instance.take():
        answer = ask_running(folder, request.line(), PATIENCE_SECONDS, instance.take)
        if answer is not None:
            return Report.of_line(answer)
        # It may have ended meanwhile, and then the folder is ours.
        if not instance.is_ours:
            return None
    try:
        return carry_out(request).work()
    finally:
        instance.release()


def _tell(report: Report, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(report.line() + "\n")
        return
    for each in report.done:
        sys.stdout.write(f"{_done(each)}\n")
        for repair in each.get("repairs", ()):
            field = f" ({repair['field']})" if repair["field"] else ""
            sys.stdout.write(f"  {repair['sentence']}{field}\n")
    for each in report.failed:
        sys.stderr.write(f"{each['file']}: {each['sentence']} {each['remedy']}".rstrip() + "\n")


def _done(each: dict[str, str]) -> Phrase:
    words = (
        Phrase("Start", "{file}: {name} is here now.")
        if "repairs" in each
        else Phrase("Start", "{name} was exported to {file}.")
    )
    return words.filled(file=each["file"], name=each["name"])


def _refuse(sentence: Phrase | str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return FAILED
