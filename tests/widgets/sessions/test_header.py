from personaui_desktop.database import (
    create_persona_db,
)
from personaui_desktop.records.personas import PersonaListing, Profile


def test_a_persona_that_comes_late_is_named_once_it_is_there(bench):
    create_persona_db("late")
    bench.show("late")
    assert "this persona" in bench.pane.empty.label.text()
    bench.personas.set_rows([*bench.personas.rows, PersonaListing("late", Profile("Zoë"))])
    assert "Zoë" in bench.pane.empty.label.text()
    assert bench.pane.header.name.text() == "Zoë"
