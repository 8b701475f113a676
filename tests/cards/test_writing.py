"""What is brought and taken along again is the same: whatever a card holds, in every format."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.made_cards import PICTURE, V1, V2, V3, charx_of, chunk, coded, json_of, png_of, text, with_chunks

from personaui_desktop.cards.card import CardFile, Spec
from personaui_desktop.cards.png import plain_png
from personaui_desktop.cards.reading import read_card
from personaui_desktop.cards.shapes import in_version
from personaui_desktop.cards.writing import as_charx, as_json, as_png, new_source, with_changes

ANY_TEXT = st.text(st.characters() | st.sampled_from('\ud800\udfff\r\n\0{}"\\@'), max_size=20)
ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
UNKNOWN = st.dictionaries(st.text("xyz_/ü", min_size=1, max_size=8), ANY_JSON, max_size=3)
ENTRIES = st.lists(
    st.builds(
        lambda more, content: {"keys": ["a"], "content": content, "extensions": more} | more,
        UNKNOWN,
        ANY_TEXT,
    ),
    max_size=3,
)


@st.composite
def well_formed(draw: st.DrawFn) -> dict[str, Any]:
    """Cards of the second and the third version, with unknown fields wherever there may be any."""
    written = draw(st.sampled_from([V2, V3]))
    texts = ("description", "personality", "first_mes", "system_prompt", "creator_notes")
    data = dict(written["data"]) | {field: draw(ANY_TEXT) for field in texts}  # type: ignore[call-overload]
    data["character_book"] = draw(st.none() | st.builds(lambda entries: {"entries": entries}, ENTRIES))
    data["alternate_greetings"] = draw(st.lists(ANY_TEXT, max_size=3))
    data["extensions"] = draw(UNKNOWN)
    fields = draw(st.permutations(list((data | draw(UNKNOWN)).items())))
    return {**draw(UNKNOWN), **written, "data": dict(fields)}


NAMES = st.text("ab./é\\:", min_size=1, max_size=90)
FILES = st.lists(st.builds(CardFile, NAMES, st.binary(max_size=9)), max_size=4)


def alike(one: Any, other: Any) -> bool:
    """Equal, with the keys of objects in the same order."""
    return json.dumps(one) == json.dumps(other)


@given(well_formed())
def test_a_card_taken_along_as_json_is_the_card_that_came(source: dict[str, Any]) -> None:
    card = read_card(json_of(source))
    again = read_card(as_json(with_changes(card.source, {})))
    assert alike(again.source, source)


@given(well_formed())
def test_a_card_taken_along_as_png_is_the_card_that_came(source: dict[str, Any]) -> None:
    other = chunk(b"acTL", bytes(8)) + text(b"Comment", b"by hand")
    came = with_chunks(other, text(b"ccv3" if source["spec"] == V3["spec"] else b"chara", coded(source)))
    card = read_card(came)
    assert card.picture is not None
    written = as_png(with_changes(card.source, {}), card.picture, card.files)
    again = read_card(written)
    assert again.picture == card.picture
    assert alike(in_version(again.source, Spec.V3), in_version(source, Spec.V3))
    # The keywords are those of both versions, each once.
    assert [written.count(keyword) for keyword in (b"tEXtchara\0", b"tEXtccv3\0")] == [1, 1]


@given(well_formed(), FILES)
@example(V3, [CardFile("card.json", b"1"), CardFile("a", b"2"), CardFile("A", b"3"), CardFile("1.bin", b"4")])
def test_a_card_taken_along_as_charx_is_the_card_that_came(
    source: dict[str, Any], files: list[CardFile]
) -> None:
    card = read_card(json_of(source))
    again = read_card(as_charx(with_changes(card.source, {}), None, files))
    assert alike(again.source, in_version(source, Spec.V3))
    assert [file.content for file in again.files] == [file.content for file in files]


@given(FILES)
@example(
    [CardFile("1.bin", b"1"), CardFile("\\", b"2"), CardFile("a" * 90 + ".png", b"3"), CardFile("x", b"")]
)
def test_files_and_what_names_them_survive_every_change_of_container(files: list[CardFile]) -> None:
    files = list({file.path.casefold().rpartition("/")[2]: file for file in files}.values())
    assets = [
        {"type": "emotion", "uri": "embeded://" + file.path, "name": str(at), "ext": "x"}
        for at, file in enumerate(files)
    ]
    source = {**V3, "data": {**V3["data"], "assets": assets}}  # type: ignore[dict-item]
    as_archive = read_card(as_charx(source, None, files))
    as_picture = read_card(as_png(as_archive.source, PICTURE, as_archive.files))
    back = read_card(as_charx(as_picture.source, None, as_picture.files))
    for card in (as_archive, as_picture, back):
        contents = {file.path: file.content for file in card.files}
        named = [
            asset["uri"].split("://")[-1].removeprefix("__asset:") for asset in card.source["data"]["assets"]
        ]
        assert [contents[name] for name in named] == [file.content for file in files]
        assert [(each["name"], each["ext"]) for each in card.source["data"]["assets"]] == [
            (each["name"], each["ext"]) for each in assets
        ]


@given(FILES)
def test_no_name_in_an_archive_leads_out_of_its_folder(files: list[CardFile]) -> None:
    written = as_charx(
        V3, None, [*files, CardFile("../up", b""), CardFile("/root", b""), CardFile("C:\\x", b"")]
    )
    for name in zipfile.ZipFile(BytesIO(written)).namelist():
        assert not name.startswith("/")
        assert not {"..", "."} & set(name.split("/"))
        assert "\\" not in name
        assert ":" not in name


def test_a_card_of_the_first_version_becomes_one_of_the_second_and_loses_nothing() -> None:
    source = {**V1, "avatar": "none", "fav": False, "last_mes": ["a"]}
    changed = with_changes(source, {})
    assert (changed["spec"], changed["spec_version"]) == ("chara_card_v2", "2.0")
    assert changed["data"] == V1
    assert {key: changed[key] for key in ("avatar", "fav", "last_mes")} == {
        "avatar": "none",
        "fav": False,
        "last_mes": ["a"],
    }


def test_odd_values_are_mended_where_a_card_is_written() -> None:
    source = {**V2, "data": {**V2["data"], "alternate_greetings": "Hi", "tags": None, "description": 7}}  # type: ignore[dict-item]
    data = read_card(as_json(with_changes(source, {}))).source["data"]
    assert (data["alternate_greetings"], data["tags"], data["description"]) == (["Hi"], [], "7")
    assert read_card(as_json(with_changes(source, {}))).repairs == ()


def test_changed_fields_change_wherever_they_stand() -> None:
    source = {**V2, "name": "Wren", "description": "old"}
    changed = with_changes(source, {"name": "Robin", "description": "new"})
    assert (changed["name"], changed["data"]["name"]) == ("Robin", "Robin")
    assert (changed["description"], changed["data"]["description"]) == ("new", "new")
    assert (source["name"], V2["data"]["name"]) == ("Wren", "Wren")  # type: ignore[index]


def test_the_copy_for_older_programs_has_no_decorators() -> None:
    entries = [
        {"content": "@@depth 4\n@@@role user\nThe lamp.\n@@not leading"},
        {"content": "@@only"},
        {"content": "plain"},
        "odd",
    ]
    source = {**V3, "data": {**V3["data"], "character_book": {"entries": entries}}}  # type: ignore[dict-item]
    written = as_png(source, PICTURE)
    older = read_card(written.replace(b"ccv3", b"xxxx")).source["data"]["character_book"]["entries"]
    assert older == [{"content": "The lamp.\n@@not leading"}, {"content": ""}, {"content": "plain"}, "odd"]
    assert read_card(written).source["data"]["character_book"]["entries"] == entries


def test_what_an_older_program_wrote_does_not_win_over_what_is_written_now() -> None:
    old = with_chunks(text(b"Chara", coded(V2)), text(b"chara-ext-asset_:1", b"aWNvbg=="))
    packed = with_chunks(chunk(b"zTXt", b"ccv3\0\0" + b"x"), picture=old)
    card = read_card(as_png(with_changes(V2, {"name": "Robin"}), packed))
    assert (card.name, card.files, card.repairs) == ("Robin", (), ())


def test_a_persona_that_came_from_no_card_becomes_one() -> None:
    source = new_source({"name": "Mia", "description": "Kind.", "first_mes": "Hi."})
    card = read_card(as_png(source, plain_png(4, (1, 2, 3))))
    assert (card.name, card.description, card.greetings) == ("Mia", "Kind.", ("Hi.",))
    assert card.repairs == ()


def test_a_nickname_makes_it_one_of_the_third_version() -> None:
    card = read_card(as_json(new_source({"name": "Mia", "nickname": "M"})))
    assert (card.spec, card.called, card.repairs) == (Spec.V3, "M", ())


def test_the_picture_becomes_the_icon_of_an_archive() -> None:
    card = read_card(as_charx(V3, PICTURE, [CardFile("assets/icon/images/main.png", b"another")]))
    assert card.portrait == PICTURE
    assert [asset["type"] for asset in card.source["data"]["assets"]] == ["icon"]
    assert len(card.files) == 2


def test_an_archive_whose_icon_it_is_gets_no_second_one() -> None:
    icon = {"type": "icon", "uri": "embeded://a.png", "name": "main", "ext": "png"}
    source = {**V3, "data": {**V3["data"], "assets": [icon]}}  # type: ignore[dict-item]
    card = read_card(as_charx(source, PICTURE, [CardFile("a.png", PICTURE)]))
    assert card.files == (CardFile("a.png", PICTURE),)
    assert alike(card.source, source)


def test_of_two_files_of_one_name_an_address_still_means_the_first() -> None:
    icon = {"type": "icon", "uri": "embeded://a.png", "name": "main", "ext": "png"}
    source = {**V3, "data": {**V3["data"], "assets": [icon]}}  # type: ignore[dict-item]
    card = read_card(as_png(source, PICTURE, [CardFile("a.png", b"first"), CardFile("a.png", b"second")]))
    named = card.source["data"]["assets"][0]["uri"].removeprefix("__asset:")
    assert {file.path: file.content for file in card.files}[named] == b"first"


@pytest.mark.parametrize("made", [png_of, charx_of])
def test_the_same_card_is_the_same_file(made: Any) -> None:
    card = read_card(made(V3))
    assert as_charx(card.source, PICTURE) == as_charx(card.source, PICTURE)
    assert as_png(card.source, PICTURE) == as_png(card.source, PICTURE)
