import pytest
from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Errand, Operation, untold
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.common.index_following import IndexFollowing


class Writer(QObject):
    changed = Signal(object)


def following(writer: Writer, asked: list[str], *, until_quiet: bool = False) -> IndexFollowing:
    def update(persona_id: str) -> Operation[None]:
        asked.append(persona_id)
        return Errand(lambda: None)

    def run(_operation: object, _owner: object, *_take: object, otherwise: object) -> None:
        # Nobody asked for it, so nobody is told that it failed.
        assert otherwise is untold

    return IndexFollowing(
        run,  # type: ignore[arg-type] # what it does is no part of this
        writer.changed,
        (Topic.MESSAGES,),
        update,
        60_000,
        writer,
        until_quiet=until_quiet,
    )


@pytest.mark.parametrize("until_quiet", [True, False])
def test_every_file_is_looked_after_once_whatever_else_changes(qapp: object, until_quiet: bool) -> None:
    writer, asked = Writer(), list[str]()
    index = following(writer, asked, until_quiet=until_quiet)
    writer.changed.emit(Change(Topic.SPENDING, "mia"))
    assert not index._timer.isActive()
    for persona_id in ("mia", "kai", "mia"):
        writer.changed.emit(Change(Topic.MESSAGES, persona_id))
    index._timer.timeout.emit()
    index._timer.timeout.emit()
    assert asked == ["kai", "mia"]


@pytest.mark.parametrize("until_quiet", [True, False])
def test_only_one_that_waits_for_quiet_waits_anew(
    qapp: object, until_quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer()
    index = following(writer, [], until_quiet=until_quiet)
    begun: list[bool] = []
    start = index._timer.start
    monkeypatch.setattr(index._timer, "start", lambda: (begun.append(True), start()))
    for _ in range(3):
        writer.changed.emit(Change(Topic.MESSAGES, "mia"))
    assert len(begun) == (3 if until_quiet else 1)
