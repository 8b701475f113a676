from importlib import import_module

from PySide6.QtGui import QImage
from support.on_file import edit_persona, store_profile

from personaui_desktop.database import delete_persona_db
from personaui_desktop.operations import personas
from personaui_desktop.operations.avatar_pictures import avatar_from
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import Profile


def test_pictures_are_decoded_in_the_background_and_shown(bench, picture):
    avatar = avatar_from(picture.read_bytes())
    for persona_id in ("p1", "p2"):
        store_profile(Profile(persona_id, avatar=avatar), persona_id)
    bench.open()
    bench.settle()
    for persona_id in ("p1", "p2"):
        assert isinstance(bench.model.image(persona_id), QImage)
        assert not bench.model.image(persona_id).isNull()
    assert bench.model.image("default") is None


def test_what_changes_elsewhere_is_shown(bench):
    bench.open()
    store_profile(Profile("Renamed"), "p1")
    bench.worker.changed.emit(Change(Topic.PERSONAS, "p1"))
    bench.settle()
    assert "Renamed" in bench.names()


def test_a_renamed_persona_is_read_again_and_no_other(bench, monkeypatch):
    bench.open()
    opened = []

    module = import_module(personas.__name__)  # what stands for it takes nothing back

    def spied(name):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *of: opened.append((name, *of)) or real(*of))

    spied("try_to_open")
    spied("opened_each")
    bench.worker.run(edit_persona("p1", Profile("Zeno")), bench.rail)
    bench.settle()
    assert bench.names() == ["Mia", "Elara", "Zeno"]
    assert opened == [("try_to_open", "p1")]


def test_a_persona_deleted_elsewhere_goes(bench):
    bench.open()
    delete_persona_db("p2")
    bench.worker.changed.emit(Change(Topic.PERSONAS, "p2", how=How.REMOVED))
    bench.settle()
    assert bench.names() == ["Mia", "Kant"]
