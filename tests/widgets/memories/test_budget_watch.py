from support.on_file import edit_persona

from personaui_desktop.background.operation import Errand
from personaui_desktop.database import create_persona_db, save_memory
from personaui_desktop.operations import branches
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.table import Settings


def heading(bench):
    return bench.shelf.heading


def test_over_the_share_it_says_how_many_are_left_out(bench) -> None:
    bench.load(*(f"Memory {number} is about something." for number in range(9)))
    assert not heading(bench).left_out.isVisible()
    bench.pane.apply_settings(Settings(memory_tokens=90))
    bench.settle()
    assert heading(bench).left_out.isVisible()
    assert heading(bench).left_out.text().endswith(" do not fit and are not sent.")
    assert heading(bench).count.text() == "9 active · ≈ 144 of 90 tokens"
    assert heading(bench).bar.share == 1
    assert "9 of 9 memories" in heading(bench).bar.accessibleDescription()
    assert heading(bench).left_out.text() in heading(bench).bar.accessibleDescription()
    bench.pane.apply_settings(Settings())
    bench.settle()
    assert not heading(bench).left_out.isVisible()


def test_it_follows_what_is_switched_off(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    both = heading(bench).bar.share
    bench.choose("He sails.")
    bench.pane.commands.start("memory.switch")
    bench.settle()
    assert heading(bench).count.text().startswith("1 active")
    assert 0 < heading(bench).bar.share < both
    bench.choose("He likes rain.")
    bench.pane.commands.start("memory.switch")
    bench.settle()
    assert heading(bench).count.text() == "None active"
    assert heading(bench).bar.share == 0


def test_a_longer_description_of_the_persona_leaves_less_room(bench) -> None:
    bench.load("He sails.")
    bench.pane.apply_settings(Settings(context_tokens=2_000))
    bench.settle()
    before = heading(bench).bar.share
    bench.worker.run(edit_persona("default", Profile("Mia", "She has a long story. " * 100)), bench.pane)
    bench.settle()
    assert heading(bench).bar.share > before


def test_what_another_persona_took_is_not_said_of_this_one(bench) -> None:
    bench.load("He sails.")

    def fill() -> None:
        create_persona_db("11aa22bb")
        save_memory(None, "She dives.", "11aa22bb")
        save_memory(None, "She dances.", "11aa22bb")

    bench.worker.run(Errand(fill), bench.pane)
    bench.place.show_persona("11aa22bb")
    assert not heading(bench).count.isVisible()
    bench.settle()
    assert heading(bench).count.text().startswith("2 active")


def test_those_of_another_branch_do_not_count_where_they_are_not_sent(bench, talk) -> None:
    session, *said = talk(4)
    ranges = ((said[0], said[1]), (said[2], said[3]))

    def remember() -> None:
        for first, last in ranges:
            save_memory(session, "They spoke.", start_message_id=first, end_message_id=last)

    bench.do(remember)
    bench.pane.load()
    bench.settle()
    both = heading(bench).bar.share
    assert heading(bench).count.text().startswith("2 active")
    parked = branches.say_instead("default", session, said[2], "Else")
    bench.worker.run(parked, bench.pane)
    bench.settle()
    assert heading(bench).count.text().startswith("1 active")
    assert 0 < heading(bench).bar.share < both
    assert "1 more belongs to another branch" in heading(bench).bar.accessibleDescription()
    bench.place.show_session(None)
    bench.settle()
    assert heading(bench).count.text().startswith("2 active")
    assert heading(bench).bar.share == both
    bench.place.show_session(session)
    bench.settle()
    assert heading(bench).count.text().startswith("1 active")
