from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester

from personaui_desktop.item_models.personas import PersonaListModel, PersonaRole
from personaui_desktop.records.personas import DEFAULT_PERSONA, PersonaListing, Profile

LISTINGS = st.lists(
    st.builds(
        PersonaListing,
        st.sampled_from([DEFAULT_PERSONA, "a", "b", "c", "d"]),
        st.builds(Profile, st.text(max_size=4)),
        st.sampled_from([None, "It is damaged."]),
    ),
    unique_by=lambda listing: listing.persona_id,
)


@given(st.lists(LISTINGS, max_size=4))
def test_holds_what_it_is_given_the_default_persona_first(qapp, lists):
    model = PersonaListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in lists:
        model.set_rows(rows)
        ids = [row.persona_id for row in model.rows]
        assert sorted(ids) == sorted(row.persona_id for row in rows)
        assert DEFAULT_PERSONA not in ids[1:]
    del tester


def test_shows_name_and_problem(qtmodeltester):
    model = PersonaListModel()
    model.set_rows(
        [PersonaListing("x", Profile("Kant", "Strict")), PersonaListing("y", Profile("Öst"), "Damaged.")]
    )
    qtmodeltester.check(model, force_py=False)
    first, second = model.index(0), model.index(1)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Kant"
    assert first.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Strict"
    assert second.data(Qt.ItemDataRole.AccessibleTextRole) == "Öst, cannot be opened"
    assert second.data(PersonaRole.PROBLEM) == "Damaged."
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "Kant"
    assert second.data(Qt.ItemDataRole.ToolTipRole) == "Öst\nDamaged."
    assert first.data(PersonaRole.ID) == "x"


def test_a_picture_belongs_to_the_avatar_it_was_decoded_from(qtbot):
    model = PersonaListModel()
    model.set_rows([PersonaListing("x", Profile("Kant", avatar=b"one"))])
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    with qtbot.waitSignal(model.dataChanged):
        model.set_image("x", b"one", picture)
    assert model.index(0).data(PersonaRole.IMAGE) == picture
    model.set_rows([PersonaListing("x", Profile("Kant", avatar=b"two"))])
    assert model.image("x") is None
    assert model.image("nobody") is None


@given(LISTINGS, LISTINGS)
def test_merging_one_by_one_gives_what_listing_them_all_would(qapp, before, changed):
    model, whole = PersonaListModel(), PersonaListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(before)
    for listing in changed:
        model.merge(listing)
    whole.set_rows(({row.persona_id: row for row in (*before, *changed)}).values())
    assert list(model.rows) == list(whole.rows)
    for listing in before:
        model.take_out(listing.persona_id)
    assert {row.persona_id for row in model.rows} == {row.persona_id for row in changed} - {
        row.persona_id for row in before
    }
    del tester


def test_people_meet_a_persona_without_macros(qapp) -> None:
    model = PersonaListModel()
    written = Profile("Kant", "{{char}} is strict with {{user}}", "I'm {{char}}.")
    model.set_rows([PersonaListing("x", written)])
    assert model.cast("x") == Profile("Kant", "Kant is strict with User", "I'm Kant.")
    assert model.listing("x").profile == written
    assert model.cast("y") == Profile("")
