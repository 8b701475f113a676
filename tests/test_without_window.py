"""``import`` and ``export`` as they are typed: in processes of their own, without a screen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.made_cards import PICTURE, V2, json_of, png_of

from personaui_desktop import without_window
from personaui_desktop.background.requests import RequestServer
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.cards.reading import read_card
from personaui_desktop.database import get_all_persona_ids
from personaui_desktop.records.requests import IMPORT, Report, Request

ROOT = Path(__file__).parents[1]
NO_SCREEN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
}


def typed(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "personaui_desktop", *words]
    return subprocess.run(
        command,
        cwd=folder,
        env=NO_SCREEN
        | {"PYTHONPATH": str(ROOT), "PERSONAUI_DATA_DIR": os.environ["PERSONAUI_DATA_DIR"]}
        | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    (tmp_path / "wren.png").write_bytes(
        png_of({**V2, "data": {**V2["data"], "tags": "sea"}})  # type: ignore[dict-item]
    )
    (tmp_path / "holiday.png").write_bytes(PICTURE)
    return tmp_path


def test_a_card_is_taken_in_and_what_was_repaired_is_told(cards: Path) -> None:
    ended = typed(cards, "import", "wren.png")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        f"{cards / 'wren.png'}: Wren is here now.\n  A text was found where a list belongs. (tags)\n"
    )
    assert len(get_all_persona_ids()) == 1


def test_what_did_not_come_in_gets_a_sentence_and_decides_the_status(cards: Path) -> None:
    ended = typed(cards, "import", "holiday.png", "gone.png", "wren.png")
    assert ended.returncode == 1
    assert "Wren is here now" in ended.stdout
    assert len(ended.stderr.splitlines()) == 2
    assert "holiday.png: This picture holds no character." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_programs_are_told_in_json(cards: Path) -> None:
    ended = typed(cards, "import", "--json", "wren.png", "holiday.png")
    report = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert [each["name"] for each in report["done"]] == ["Wren"]
    assert report["done"][0]["repairs"][0]["code"] == "text_for_list"
    assert [each["file"] for each in report["failed"]] == [str(cards / "holiday.png")]


def test_a_persona_is_exported_by_its_name(cards: Path) -> None:
    typed(cards, "import", "wren.png")
    ended = typed(cards, "export", "wren", "out.charx")
    assert (ended.returncode, ended.stdout) == (0, f"Wren was exported to {cards / 'out.charx'}.\n")
    assert read_card((cards / "out.charx").read_bytes()).name == "Wren"
    again = typed(cards, "export", "wren", "out.charx")
    assert (again.returncode, "cannot be written" in again.stderr) == (1, True)


def test_a_name_that_the_terminal_cannot_show_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.json")
    path.write_bytes(json_of({**V2, "data": {**V2["data"], "name": "灯台"}}))  # type: ignore[dict-item]
    ended = typed(tmp_path, "import", path.name, PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "?? is here now" in ended.stdout


def test_a_data_folder_that_cannot_be_used_is_told(cards: Path) -> None:
    (cards / "file").write_text("")
    ended = typed(cards, "import", "wren.png", "--data-dir", str(cards / "file" / "data"))
    assert ended.returncode == 1
    assert ended.stderr.startswith("The data folder ")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [["import"], ["export", "Mia"], ["export", "Mia", "a.png", "b.png"]])
def test_what_is_missing_is_told(words: list[str], cards: Path) -> None:
    ended = typed(cards, *words)
    assert ended.returncode == 2
    assert "needs" in ended.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The program with its window, on no screen."""
    command = [sys.executable, "-m", "personaui_desktop", "--demo"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    yield process
    process.terminate()
    process.wait(30)


def test_a_running_program_does_it_itself(
    running: "subprocess.Popen[bytes]", cards: Path, data_dir: Path
) -> None:
    lock = data_dir / "personaui.running"
    while not lock.exists() and running.poll() is None:
        os.sched_yield()
    ended = typed(cards, "import", "wren.png", "holiday.png")
    assert ended.returncode == 1
    assert "Wren is here now" in ended.stdout
    assert "holds no character" in ended.stderr
    exported = typed(cards, "export", "Wren", "out.json", "--json")
    assert json.loads(exported.stdout)["done"][0]["name"] == "Wren"
    assert read_card((cards / "out.json").read_bytes()).name == "Wren"
    assert running.poll() is None


def test_who_holds_the_folder_is_asked_and_nothing_is_written_beside_it(
    qtbot: QtBot, cards: Path, data_dir: Path
) -> None:
    instance, server = SingleInstance(data_dir), RequestServer(data_dir)
    assert instance.take()
    server.listen()
    asked: list[str] = []
    said = Report([{"file": "there", "persona": "p", "name": "Somebody", "repairs": []}], [])

    def answer(line: str, reply: Callable[[str], None]) -> None:
        asked.append(line)
        reply(said.line())

    server.asked.connect(answer)
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(typed, cards, "import", "wren.png")
        qtbot.waitUntil(ended.done, timeout=30_000)
    instance.release()
    assert (ended.result().returncode, ended.result().stdout) == (0, "there: Somebody is here now.\n")
    assert Request.of_line(asked[0]) == Request(IMPORT, (str(cards / "wren.png"),))
    assert get_all_persona_ids() == []


def test_who_holds_the_folder_and_is_silent_is_told(
    qapp: object, cards: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(without_window, "PATIENCE_SECONDS", 0)
    instance = SingleInstance(data_dir)
    assert instance.take()
    request = Request(IMPORT, (str(cards / "wren.png"),))
    assert without_window._carried_out(data_dir, request) is None
    assert get_all_persona_ids() == []
    instance.release()
    report = without_window._carried_out(data_dir, request)
    assert report is not None
    assert [each["name"] for each in report.done] == ["Wren"]


def test_who_ends_before_it_listens_leaves_the_folder_to_this_program(
    qapp: object, cards: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = SingleInstance(data_dir)
    assert instance.take()
    take = SingleInstance.take
    tries: list[bool] = []

    def take_later(other: SingleInstance) -> bool:
        # Between the first try and the second it ends.
        tries.append(take(other))
        instance.release()
        return tries[-1]

    monkeypatch.setattr(SingleInstance, "take", take_later)
    report = without_window._carried_out(data_dir, Request(IMPORT, (str(cards / "wren.png"),)))
    assert report is not None
    assert (tries, len(report.done)) == ([False, True], 1)
    assert SingleInstance(data_dir).take()
