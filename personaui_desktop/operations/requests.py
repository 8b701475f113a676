"""Carries out what the command line asks for: cards taken in, a persona written as a card."""

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

from personaui_desktop.background.operation import Operation, Steps
from personaui_desktop.cards.card import Repair
from personaui_desktop.database.file import opened
from personaui_desktop.database.locations import get_all_persona_ids, get_db_path
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.operations import cards
from personaui_desktop.operations.cards import CardOrigin
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.requests import EXPORT, Report, Request


def carry_out(request: Request) -> Operation[Report]:
    """Do what is asked, a file a step; whatever fails is in the report, and the others go on."""

    def work() -> Generator[None, None, Report]:
        if request.verb == EXPORT:
            return _exported(request)
        return (yield from _imported(request))

    return Steps(work, _announced)


def not_carried_out(error: KnownError) -> Report:
    """The report where nothing at all was done."""
    return Report([], [_failure("", error)])


def _imported(request: Request) -> Generator[None, None, Report]:
    report = Report([], [])
    for name in request.files:
        try:
            taken = yield from cards.taken_in(CardOrigin.file(Path(name)))
        except KnownError as error:
            report.failed.append(_failure(name, error))
        else:
            repairs = [_repair(each) for each in taken.repairs]
            report.done.append(
                {"file": name, "persona": taken.persona_id, "name": taken.name, "repairs": repairs}
            )
        yield
    return report


def _exported(request: Request) -> Report:
    (name,) = request.files
    try:
        persona_id, called = _persona(request.persona)
        cards.export(persona_id, Path(name), may_replace=False).work()
    except KnownError as error:
        return Report([], [_failure(name, error)])
    return Report([{"file": name, "persona": persona_id, "name": called}], [])


def _persona(wanted: str) -> tuple[str, str]:
    """The id and the name of the persona that is called so, or whose file is.

    Raises:
        InvalidInput: there is none, or more than one.
    """
    found, of_file = [], None
    for persona_id in get_all_persona_ids():
        name = _name_of(persona_id)
        path = get_db_path(persona_id)
        if wanted in {persona_id, path.name, path.stem}:
            of_file = (persona_id, name or persona_id)
        elif name is not None and name.casefold() == wanted.casefold():
            found.append((persona_id, name))
    if of_file is not None:
        return of_file
    if len(found) == 1:
        return found[0]
    if found:
        files = ", ".join(get_db_path(persona_id).name for persona_id, _name in found)
        raise InvalidInput(
            Phrase("Start", "Several personas are called {name}.").filled(name=wanted),
            Phrase("Start", "Name one of their files instead: {files}.").filled(files=files),
        )
    raise InvalidInput(
        Phrase("Start", "No persona is called {name}.").filled(name=wanted),
        Phrase("Start", "Use its name, or the name of its file in the data folder."),
    )


def _name_of(persona_id: str) -> str | None:
    """A persona's name; ``None`` where its file cannot be read."""
    try:
        with opened(persona_id) as file:
            return profile_of(file).name
    except KnownError:
        return None


def _failure(name: str, error: KnownError) -> dict[str, Any]:
    return {"file": name, "sentence": str(error.sentence), "remedy": str(error.remedy)}


def _repair(repair: Repair) -> dict[str, Any]:
    return {"code": repair.kind.code, "field": repair.field, "sentence": str(repair.kind.value)}


def _announced(report: Report) -> Iterable[Change]:
    # Only what was taken in says what was repaired.
    return [
        Change(Topic.PERSONAS, each["persona"], how=How.ADDED) for each in report.done if "repairs" in each
    ]
