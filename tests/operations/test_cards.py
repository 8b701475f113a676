import json
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage
from support.made_cards import PICTURE, V1, V2, V3, charx_of, chunk, coded, json_of, png_of, text, with_chunks
from support.on_file import create_persona, read, write

from personaui_desktop.cards.card import Card, Mended, Spec
from personaui_desktop.cards.limits import FILE_BYTES
from personaui_desktop.cards.reading import read_card
from personaui_desktop.cards.shapes import in_version
from personaui_desktop.conversation.persona_pieces import told_of
from personaui_desktop.database import get_all_persona_ids
from personaui_desktop.database.file import writing
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.personas import read_profile
from personaui_desktop.database.versions import choose_version, list_versions
from personaui_desktop.errors import InvalidInput, NotACard
from personaui_desktop.operations import cards, characters, messages, planning, sessions
from personaui_desktop.operations.avatar_pictures import avatar_from, decode_avatar
from personaui_desktop.operations.cards import CardOrigin
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.records.changes import How, Topic
from personaui_desktop.records.personas import Character, Profile


def pasted(content: bytes, name: str = "card.png") -> CardOrigin:
    return CardOrigin(name, content=content)


def taken(content: bytes) -> str:
    return cards.take_in(pasted(content)).work().persona_id


def profile(persona_id: str) -> Profile:
    found = read(read_profile, on=persona_id)
    assert found is not None
    return found


def exported(persona_id: str, folder: Path, ending: str) -> Card:
    return read_card(cards.export(persona_id, folder / f"out{ending}").work().read_bytes())


def test_a_card_becomes_a_persona_with_all_that_the_model_is_told() -> None:
    operation = cards.take_in(pasted(png_of(V3)))
    found = operation.work()
    (change,) = operation.announces(found)
    assert (change.topic, change.persona_id, change.how) == (Topic.PERSONAS, found.persona_id, How.ADDED)
    who = profile(found.persona_id)
    assert (who.name, who.nickname, who.greeting) == ("Wren", "Birdie", V1["first_mes"])
    assert who.avatar is not None
    told = told_of(read(cast_of, on=found.persona_id))
    places = [
        told.index(words)
        for words in (
            "You are Birdie, talking with",
            "Write short.",
            "Birdie keeps the light.",
            "patient",
            "A storm.",
            "User: Hi\nBirdie: Evening.",
            "Stay in the tower.",
        )
    ]
    assert places == sorted(places)
    assert "original" not in told
    assert "Be kind" not in told


def test_what_is_looked_at_is_what_is_taken_in_and_nothing_is_stored_by_looking() -> None:
    origin = pasted(png_of({**V2, "data": {**V2["data"], "tags": "sea"}}))  # type: ignore[dict-item]
    sketch = cards.look(origin).work()
    assert get_all_persona_ids() == []
    assert (sketch.greetings, sketch.book_entries, sketch.tags) == (3, 1, ("sea",))
    assert (sketch.creator, sketch.creator_notes, sketch.character_version) == ("somebody", "Be kind.", "1.1")
    assert [repair.kind for repair in sketch.repairs] == [Mended.TEXT_FOR_LIST]
    found = cards.take_in(origin).work()
    assert profile(found.persona_id) == sketch.profile
    assert found.repairs == sketch.repairs


def test_the_size_is_that_of_what_is_sent_for_the_persona() -> None:
    sketch = cards.look(pasted(png_of(V2))).work()
    persona_id = taken(png_of(V2))
    plan = planning.plan_context(read(cast_of, on=persona_id), [], [])
    assert sketch.tokens == sum(each.tokens_estimate for each in plan.segments)


def test_alternate_greetings_are_versions_of_the_first_message() -> None:
    others = ["I am {{char}}.", " ", "{{// nothing}}", "No."]
    persona_id = taken(png_of({**V2, "data": {**V2["data"], "alternate_greetings": others}}))  # type: ignore[dict-item]
    session_id = sessions.create(persona_id).work()
    (greeting,) = read(newest_page, session_id, 9, on=persona_id).messages
    versions = read(list_versions, greeting.id, on=persona_id)
    assert [(each.text, each.is_chosen) for each in versions] == [
        ("*wipes the lens* Oh. User.", True),
        ("I am Wren.", False),
        ("No.", False),
    ]
    assert {each.character_name for each in versions} == {"Wren"}


def test_another_greeting_can_be_chosen_and_the_first_one_again() -> None:
    persona_id = taken(png_of(V2))
    session_id = sessions.create(persona_id).work()
    (greeting,) = read(newest_page, session_id, 9, on=persona_id).messages
    for at in (2, 0):
        version = read(list_versions, greeting.id, on=persona_id)[at]
        write(choose_version, version.id, on=persona_id)
        (now,) = read(newest_page, session_id, 9, on=persona_id).messages
        assert now.text == version.text


def test_what_is_said_first_begins_the_conversation_with_all_greetings() -> None:
    persona_id = taken(png_of(V2))
    said = messages.say(persona_id, None, "Hello").work()
    page = read(newest_page, said.session_id, 9, on=persona_id)
    assert [message.is_user for message in page.messages] == [False, True]
    assert len(read(list_versions, page.messages[0].id, on=persona_id)) == 3


def test_a_card_whose_first_greeting_is_empty_begins_with_the_next_one() -> None:
    persona_id = taken(
        json_of({**V2, "data": {**V2["data"], "first_mes": " ", "alternate_greetings": ["", "B", "C"]}})
    )  # type: ignore[dict-item]
    assert profile(persona_id).greeting == "B"
    session_id = sessions.create(persona_id).work()
    (greeting,) = read(newest_page, session_id, 9, on=persona_id).messages
    assert [each.text for each in read(list_versions, greeting.id, on=persona_id)] == ["B", "C"]


def test_one_greeting_has_no_versions() -> None:
    persona_id = taken(json_of(V1))
    session_id = sessions.create(persona_id).work()
    (greeting,) = read(newest_page, session_id, 9, on=persona_id).messages
    assert read(list_versions, greeting.id, on=persona_id) == []


def test_two_characters_of_one_name_are_two_personas() -> None:
    assert len({taken(png_of(V2)), taken(png_of(V2))}) == 2


def test_what_does_not_fit_is_shortened_told_and_whole_when_it_is_taken_along(tmp_path: Path) -> None:
    data = {
        **V2["data"],
        "name": "N" * 100,
        "description": "d" * 60_000,
        "alternate_greetings": ["g" * 30_000] * 300,
    }  # type: ignore[dict-item]
    found = cards.take_in(pasted(json_of({**V2, "data": data}))).work()
    kinds = {repair.kind for repair in found.repairs}
    assert kinds == {Mended.SHORTENED, Mended.FEWER_GREETINGS, Mended.NAME_CUT}
    assert exported(found.persona_id, tmp_path, ".json").source == {**V2, "data": data}


@pytest.mark.parametrize("name", ["CON", "a/b:c.", "\u200b", "..", "\ud800"])
def test_any_name_is_a_name_and_never_a_path(name: str, data_dir: Path) -> None:
    found = cards.take_in(pasted(json_of({**V1, "name": name}))).work()
    assert {file.name for file in data_dir.iterdir()} >= {f"persona_{found.persona_id}.db"}
    assert all(file.name.startswith((".", "persona_" + found.persona_id)) for file in data_dir.iterdir())


def test_a_file_name_with_half_a_character_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.json")
    path.write_bytes(json_of({**V1, "name": ""}))
    found = cards.take_in(CardOrigin.file(path)).work()
    assert found.name == "caf\ufffd"


def test_a_picture_that_cannot_be_shown_is_told_and_kept(tmp_path: Path) -> None:
    broken = with_chunks(text(b"chara", coded(V2)), picture=PICTURE.replace(b"IDAT", b"IDXX"))
    found = cards.take_in(pasted(broken)).work()
    assert Mended.PICTURE_UNREADABLE in {repair.kind for repair in found.repairs}
    assert profile(found.persona_id).avatar is None
    assert exported(found.persona_id, tmp_path, ".png").picture == PICTURE.replace(b"IDAT", b"IDXX")


def test_of_a_tall_picture_the_upper_part_is_taken() -> None:
    image = QImage(100, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    for y in range(40):
        for x in range(100):
            image.setPixelColor(x, y, QColor("red"))
    tall = saved(image, "PNG")
    assert decode_avatar(avatar_from(tall)).work().pixelColor(50, 20) == QColor("blue")
    made = profile(taken(with_chunks(text(b"chara", coded(V2)), picture=tall))).avatar
    assert made is not None
    assert decode_avatar(made).work().pixelColor(50, 10) == QColor("red")


@pytest.mark.parametrize(
    ("made", "ending"),
    [
        (png_of(V2), ".png"),
        (png_of(V3), ".png"),
        (json_of(V2), ".json"),
        (json_of(V3), ".json"),
        (charx_of(V3, {"assets/icon/images/main.png": PICTURE, "é/x.txt": b"1", "../up": b"2"}), ".charx"),
    ],
    ids=range(5),
)
def test_what_is_brought_and_taken_along_unchanged_is_equal(made: bytes, ending: str, tmp_path: Path) -> None:
    before, after = read_card(made), exported(taken(made), tmp_path, ending)
    version = Spec.V3 if ending != ".json" else before.spec
    assert json.dumps(in_version(after.source, version)) == json.dumps(in_version(before.source, version))
    assert after.picture == before.picture
    assert {file.content for file in after.files} >= {file.content for file in before.files}


def test_every_container_can_become_every_other(tmp_path: Path) -> None:
    webp_less = {
        "png": png_of(V3),
        "json": json_of(V3),
        "charx": charx_of(V3, {"a/b.bin": b"1"}, before=jpeg()),
    }
    for content in webp_less.values():
        persona_id = taken(content)
        for ending in (".png", ".json", ".charx", ".PNG"):
            card = exported(persona_id, tmp_path, ending)
            assert (card.called, card.greetings) == ("Birdie", read_card(content).greetings)
            assert card.source["data"]["extensions"] == V3["data"]["extensions"]  # type: ignore[index]


def jpeg() -> bytes:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    return saved(image, "JPG")


def saved(image: QImage, form: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, form)
    return bytes(buffer.data().data())


def test_a_picture_that_is_no_png_becomes_one_in_its_own_size(tmp_path: Path) -> None:
    card = exported(taken(charx_of(V3, before=jpeg())), tmp_path, ".png")
    assert card.picture is not None
    assert QImage.fromData(card.picture).size().toTuple() == (60, 40)


def edited(persona_id: str, **changes: Any) -> None:
    who = character(persona_id)
    characters.edit(persona_id, who._replace(profile=who.profile._replace(**changes))).work()


def test_what_was_changed_since_is_what_is_taken_along_and_all_else_as_it_came(tmp_path: Path) -> None:
    persona_id = taken(png_of(V2))
    edited(persona_id, name="Robin", personality="restless", greeting="Ho.")
    card = exported(persona_id, tmp_path, ".png")
    expected = {**V2["data"], "name": "Robin", "personality": "restless", "first_mes": "Ho."}  # type: ignore[dict-item]
    assert card.source["data"] == expected | {"group_only_greetings": []}
    assert card.source["create_date"] == V2["create_date"]


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("nickname", "nickname"),
        ("description", "description"),
        ("personality", "personality"),
        ("scenario", "scenario"),
        ("examples", "mes_example"),
        ("instruction", "system_prompt"),
        ("last_instruction", "post_history_instructions"),
    ],
)
def test_every_field_has_its_place_in_the_card(field: str, key: str, tmp_path: Path) -> None:
    persona_id = taken(png_of(V3))
    edited(persona_id, **{field: "something else"})
    assert exported(persona_id, tmp_path, ".json").source["data"] == {**V3["data"], key: "something else"}  # type: ignore[dict-item]
    again = personas_of_new_card(persona_id, tmp_path)
    assert getattr(again, field) == "something else"


def personas_of_new_card(persona_id: str, folder: Path) -> Profile:
    path = cards.export(persona_id, folder / "again.json").work()
    return profile(cards.take_in(CardOrigin.file(path)).work().persona_id)


def character(persona_id: str) -> Character:
    return characters.one(persona_id).work()


def changed(persona_id: str, **changes: Any) -> None:
    characters.edit(persona_id, character(persona_id)._replace(**changes)).work()


def test_notes_tags_and_greetings_are_taken_along_as_they_were_changed(tmp_path: Path) -> None:
    persona_id = taken(png_of(V2))
    changed(persona_id, creator_notes="Be bold.", tags=("sea",), greetings=("You again?", "New."))
    data = exported(persona_id, tmp_path, ".json").source["data"]
    assert (data["creator_notes"], data["tags"]) == ("Be bold.", ["sea"])
    assert (data["first_mes"], data["alternate_greetings"]) == (V1["first_mes"], ["You again?", "New."])


def test_a_greeting_that_was_promoted_is_not_said_twice(tmp_path: Path) -> None:
    data = {**V2["data"], "first_mes": " ", "alternate_greetings": ["", "B", "C"]}  # type: ignore[dict-item]
    persona_id = taken(json_of({**V2, "data": data}))
    edited(persona_id, greeting="New.")
    assert exported(persona_id, tmp_path, ".json").greetings == ("New.", "C")


def test_greetings_that_did_not_fit_are_taken_along_whole(tmp_path: Path) -> None:
    long = ["g" * 30_000, *(f"g {n}" for n in range(300))]
    persona_id = taken(json_of({**V2, "data": {**V2["data"], "alternate_greetings": long}}))  # type: ignore[dict-item]
    changed(persona_id, greetings=(*character(persona_id).greetings, "New."))
    found = exported(persona_id, tmp_path, ".json").greetings
    assert set(long) < set(found)
    assert "New." in found


def of_an_earlier_version(persona_id: str, description: str) -> None:
    """As files are in which a card was made one text of."""
    with writing(persona_id) as file:
        file.connection.execute("DELETE FROM persona_details")
        file.connection.execute("UPDATE persona_profile SET name = 'Birdie', description = ?", (description,))
        file.connection.execute(
            "UPDATE persona_cards SET made_name = 'Birdie', made_description = ?", (description,)
        )


def test_a_card_that_was_made_one_text_has_its_fields_once_it_is_edited(tmp_path: Path) -> None:
    persona_id, other = taken(png_of(V3)), taken(png_of(V3))
    of_an_earlier_version(persona_id, "One text.")
    assert read(cast_of, on=persona_id).description == "One text."
    assert exported(persona_id, tmp_path, ".json").source == V3
    assert character(persona_id) == character(other)
    of_an_earlier_version(other, "One text.")
    with writing(other) as file:
        file.connection.execute("UPDATE persona_profile SET description = 'Changed.'")
    card = exported(other, tmp_path, ".charx")
    assert (card.description, card.personality) == ("Changed.", "")


def test_blanks_that_a_text_field_exchanged_are_no_change(tmp_path: Path) -> None:
    source = {**V2, "data": {**V2["data"], "description": "a\u00a0b\r\n\r\nc ", "first_mes": "x\u00a0y"}}  # type: ignore[dict-item]
    persona_id = taken(png_of(source))
    who = profile(persona_id)
    edited(
        persona_id,
        description=who.description.replace("\u00a0", " "),
        greeting=who.greeting.replace("\u00a0", " "),
    )
    assert exported(persona_id, tmp_path, ".json").source == source


def test_another_picture_takes_the_place_of_the_one_that_came(tmp_path: Path) -> None:
    icon = {"type": "icon", "uri": "embeded://a.png", "name": "main", "ext": "png"}
    archive = charx_of({**V3, "data": {**V3["data"], "assets": [icon]}}, {"a.png": PICTURE})  # type: ignore[dict-item]
    for content in (png_of(V3), archive):
        persona_id = taken(content)
        avatar = with_chunks(chunk(b"teSt", b"1"))
        edited(persona_id, avatar=avatar)
        assert exported(persona_id, tmp_path, ".charx").portrait == avatar
        assert exported(persona_id, tmp_path, ".png").picture == avatar


def test_a_persona_made_here_can_be_taken_along(tmp_path: Path) -> None:
    persona_id = create_persona(Profile("Mia", "Kind.", "Hi.", PICTURE)).work()
    for ending in (".png", ".json", ".charx"):
        card = exported(persona_id, tmp_path, ending)
        assert (card.name, card.description, card.greetings, card.repairs) == ("Mia", "Kind.", ("Hi.",), ())
    assert exported(persona_id, tmp_path, ".png").picture == PICTURE
    plain = create_persona(Profile("Kai")).work()
    picture = exported(plain, tmp_path, ".png").picture
    assert picture is not None
    assert not QImage.fromData(picture).isNull()
    assert exported(plain, tmp_path, ".charx").portrait is None


def test_a_persona_that_was_taken_along_and_brought_again_is_the_same(tmp_path: Path) -> None:
    first = create_persona(Profile("Mia", "Kind.\n\nAnd so on.", "Hi {{user}}.", PICTURE)).work()
    path = cards.export(first, tmp_path / "mia.png").work()
    again = cards.take_in(CardOrigin.file(path)).work().persona_id
    assert profile(again)[:3] == profile(first)[:3]


def test_a_damaged_stored_card_does_not_keep_a_persona_from_leaving(tmp_path: Path) -> None:
    persona_id = taken(png_of(V2))
    with writing(persona_id) as file:
        file.connection.execute("UPDATE persona_cards SET content = x'00'")
    assert exported(persona_id, tmp_path, ".json").name == "Wren"


@pytest.mark.parametrize("name", ["out", "out.txt", "out.webp", ".png"])
def test_a_name_that_says_no_format_is_refused(name: str, tmp_path: Path) -> None:
    persona_id = taken(json_of(V1))
    with pytest.raises(InvalidInput, match="says no format"):
        cards.export(persona_id, tmp_path / name).work()
    assert list(tmp_path.glob("out*")) == []


def test_a_file_appears_whole_or_not_at_all_and_replaces_only_where_it_may(tmp_path: Path) -> None:
    persona_id = taken(json_of(V1))
    there = tmp_path / "there.json"
    there.write_text("mine")
    with pytest.raises(InvalidInput, match="cannot be written"):
        cards.export(persona_id, there, may_replace=False).work()
    assert there.read_text() == "mine"
    with pytest.raises(InvalidInput, match="cannot be written"):
        cards.export(persona_id, tmp_path / "no folder" / "a.png").work()
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(InvalidInput, match="cannot be written"):
        cards.export(persona_id, tmp_path / "folder.png").work()
    assert {file.name for file in tmp_path.iterdir()} - {"data"} == {"there.json", "folder.png"}
    cards.export(persona_id, there).work()
    assert read_card(there.read_bytes()).name == "Wren"


def test_a_persona_that_is_gone_is_not_taken_along(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no longer exists"):
        cards.export("gone", tmp_path / "a.png").work()
    assert not (tmp_path / "a.png").exists()


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for path, words in (
        (tmp_path / "pipe.png", "not a file"),
        (tmp_path, "not a file"),
        (tmp_path / "gone.png", "not there"),
    ):
        with pytest.raises((InvalidInput, NotACard), match=words):
            cards.look(CardOrigin.file(path)).work()


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(FILE_BYTES * 100)
    with pytest.raises(NotACard, match="larger than"):
        cards.look(CardOrigin.file(path)).work()


MADE_OF = {"kind": "A cloud.", "traits": "Calm: {{char}} waits.\nBold: Jumps.", "background": "Rain."}


@pytest.mark.parametrize("came_from_a_card", [True, False])
def test_what_a_persona_is_made_of_goes_along_and_comes_back(came_from_a_card: bool, tmp_path: Path) -> None:
    persona_id = taken(png_of(V2)) if came_from_a_card else create_persona(Profile("Kai", "Kind.")).work()
    edited(persona_id, **MADE_OF)
    card = exported(persona_id, tmp_path, ".json")
    before = profile(persona_id)
    assert card.description.startswith(before.description)
    assert "Calm: {{char}} waits." in card.description
    assert card.own == MADE_OF
    again = personas_of_new_card(persona_id, tmp_path)
    assert again._replace(avatar=None) == before._replace(avatar=None)
    assert ("depth_prompt" in card.source["data"]["extensions"]) == came_from_a_card
    second = taken((tmp_path / "again.json").read_bytes())
    assert exported(second, tmp_path, ".json").source == card.source
    edited(second, description="Other.")
    assert exported(second, tmp_path, ".json").description.startswith("Other.\n\nMore about")
    edited(second, **dict.fromkeys(MADE_OF, ""))
    bare = exported(second, tmp_path, ".json")
    assert (bare.description, dict(bare.own)) == ("Other.", {})


@pytest.mark.parametrize("odd", [None, [], "x", {"personaui_desktop": 7}, {"personaui_desktop": {"kind": 7}}])
def test_odd_extensions_are_passed_over_and_stay(odd: Any, tmp_path: Path) -> None:
    source = {**V2, "data": {**V2["data"], "extensions": odd}}  # type: ignore[dict-item]
    persona_id = taken(json_of(source))
    assert profile(persona_id).kind == ""
    assert exported(persona_id, tmp_path, ".json").source["data"]["extensions"] == odd
