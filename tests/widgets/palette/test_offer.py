"""What the palette offers comes in the order in which a person expects it."""

from functools import partial

import pytest

from personaui_desktop.item_models.palette import PaletteKind, PaletteRow
from personaui_desktop.name_finding import Names
from personaui_desktop.operations.sessions import NamedSessions
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.records.sessions import TitledSession
from personaui_desktop.widgets.commands.command import Command, always
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.keys_in_force import keys_in_force
from personaui_desktop.widgets.palette.offer import MOST, NEWEST, PaletteOffer
from personaui_desktop.widgets.palette.words import spoken

pytestmark = pytest.mark.usefixtures("qapp")


def never(*_things: object) -> bool:
    return False


def command(name: str, words: str, can=always, tick=None) -> Command:
    return Command(name, words, partial(str), keys=("Ctrl+Alt+Q",), can=can, tick=tick)


COMMANDS = (
    command("message.unlisted", "Wonder"),
    command("palette.open", "Night palette"),
    command("session.new", "&New conversation"),
    command("session.trash", "Night tra&sh…", can=never),
    command("appearance.dark", "&Dark theme", tick=always),
)
PERSONAS = [
    PersonaListing("default", Profile("Mia", "", "")),
    PersonaListing("leo", Profile("Night Leo", "", "")),
]


def titled(*titles: str) -> NamedSessions:
    """The last one is used last, so it comes first."""
    rows = [TitledSession(at, title, f"2026-01-01 00:{at:02}:00") for at, title in enumerate(titles, 1)]
    return NamedSessions(rows[::-1], Names([row.title for row in rows[::-1]]))


def offer(titles: dict[str, NamedSessions] | None = None, recent: tuple[str, ...] = ()) -> PaletteOffer:
    keys_in_force().declare(COMMANDS)
    return PaletteOffer(Commands(COMMANDS), PERSONAS, ("default", 1), titles or {}, recent, "palette.open")


def keys(rows: list[PaletteRow]) -> list[str]:
    return [row.key for row in rows]


def test_the_best_come_first_then_a_search_then_what_cannot_be_now() -> None:
    rows = offer({"default": titled("Shown", "Late night", "Night"), "leo": titled("Knights")}).rows("night")
    assert keys(rows) == [
        "persona:leo",
        "session:default:3",
        "session:default:2",
        "session:leo:1",
        "search:night",
        "command:session.trash",
    ]
    assert [row.is_enabled for row in rows] == [True] * 5 + [False]
    assert rows[2].spans == ((5, 10),)


def test_among_what_fits_alike_what_was_reached_lately_comes_first_then_the_newest() -> None:
    titles = {"default": titled("Shown", "Night one", "Night two"), "leo": titled("", "", "", "Night three")}
    assert keys(offer(titles).rows("night"))[:4] == [
        "persona:leo",
        "session:leo:4",
        "session:default:3",
        "session:default:2",
    ]
    lately = offer(titles, ("session:default:2", "session:leo:4")).rows("night")
    assert keys(lately)[:4] == ["session:default:2", "session:leo:4", "persona:leo", "session:default:3"]


def test_where_nothing_is_typed_lately_reached_and_newest_come_before_all_that_can_be_done() -> None:
    recent = (
        "command:session.trash",
        "session:default:99",
        "command:appearance.dark",
        "session:leo:1",
        "odd",
    )
    titles = {"default": titled("Shown", *map(str, range(20))), "leo": titled("Of Leo")}
    rows = offer(titles, recent).rows(" ")
    newest = [f"session:default:{number}" for number in range(21, 21 - NEWEST, -1)]
    assert keys(rows) == [
        "command:appearance.dark",
        "session:leo:1",
        *newest,
        "persona:leo",
        "command:session.new",
        "command:message.unlisted",
    ]


def test_only_so_many_conversations_are_offered_and_the_shown_one_is_none_of_them() -> None:
    rows = offer({"default": titled(*["Night"] * 100)}).rows("night")
    sessions = [row for row in rows if row.kind is PaletteKind.SESSION]
    assert len(sessions) == MOST
    assert "session:default:1" not in keys(rows)


def test_settings_are_found_by_their_labels() -> None:
    rows = offer().rows("longest reply")
    assert rows[0].key == "setting:max_tokens"
    assert rows[0].detail == "Settings · Connection"


def test_a_row_is_said_with_all_there_is_to_see() -> None:
    rows = offer({"leo": titled("Watch")}).rows("a")
    said = {row.key: spoken(row) for row in rows}
    assert said["command:appearance.dark"] == "Dark theme, View, Ctrl+Alt+Q, on"
    assert said["command:session.trash"] == "Night trash…, File, Ctrl+Alt+Q, not available now"
    assert said["session:leo:1"].startswith("Watch, \u2068Night Leo\u2069 · ")
