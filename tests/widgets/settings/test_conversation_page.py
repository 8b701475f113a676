from support.messages_server import able, serve

from personaui_desktop.widgets.settings.choice import Choice


def note(dialog) -> str:
    dialog.names.choose(2)
    return dialog.conversation.abilities_note.text()


def test_of_a_model_that_nobody_asked_about_nothing_is_said(bench) -> None:
    assert note(bench.open(base_url="http://localhost:1", model="m")) == ""


def test_says_what_the_chosen_model_is_not_able_to(bench) -> None:
    with serve() as server:
        server.models = {
            "data": [
                able("plain"),
                able("always", "adaptive"),
                able("all", "adaptive", "disabled", efforts=("low",)),
            ]
        }
        dialog = bench.open(base_url=server.url, model="plain")
        dialog.connection.model.list_button.click()
        bench.settle()
    assert note(dialog) == "The chosen model does not think. The chosen model has no effort setting."
    dialog.connection.model.set_model("always")
    dialog.names.choose(0)
    assert note(dialog).startswith("The chosen model decides by itself when to think.")
    dialog.connection.model.set_model("all")
    dialog.names.choose(0)
    assert note(dialog) == ""


def test_says_so_at_once_where_the_chosen_effort_is_not_there(bench) -> None:
    with serve() as server:
        server.models = {"data": [able("m", "adaptive", "disabled", efforts=("low",))]}
        dialog = bench.open(base_url=server.url, model="m")
        dialog.connection.model.list_button.click()
        bench.settle()
    assert note(dialog) == ""
    effort = dialog.conversation.field("effort")
    assert isinstance(effort, Choice)
    effort.buttons["max"].click()
    shown = dialog.conversation.abilities_note.text()
    assert shown == "The chosen model does not have this effort, and uses its default."
    effort.buttons["low"].click()
    assert dialog.conversation.abilities_note.text() == ""
    assert dialog.settings.effort == "low"
