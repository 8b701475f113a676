import json

import pytest
from support.made_cards import (
    PICTURE,
    V1,
    V2,
    V3,
    charx_of,
    chunk,
    coded,
    json_of,
    packed_text,
    png_of,
    text,
    webp_of,
    wide_text,
    with_chunks,
)

from personaui_desktop.cards.card import Mended, Repair, Spec
from personaui_desktop.cards.limits import FILE_BYTES
from personaui_desktop.cards.reading import read_card
from personaui_desktop.errors import NotACard

CONTAINERS = {
    "png": png_of,
    "packed png": lambda card: with_chunks(packed_text(b"chara", coded(card))),
    "wide png": lambda card: with_chunks(wide_text(b"chara", coded(card), packed=False)),
    "wide packed png": lambda card: with_chunks(wide_text(b"chara", coded(card), packed=True)),
    "png with the text first": lambda card: with_chunks(text(b"ccv3", coded(card)), at_the_end=False),
    "animated png": lambda card: with_chunks(
        chunk(b"acTL", bytes(8)), picture=with_chunks(text(b"chara", coded(card))), at_the_end=False
    ),
    "png in capitals": lambda card: png_of(card, b"CHARA"),
    "json": json_of,
    "charx": charx_of,
    "charx behind a jpeg": lambda card: charx_of(card, before=b"\xff\xd8\xff\xe0 a picture \xff\xd9"),
    "webp": lambda card: webp_of(b"ASCII\0\0\0" + json_of(card)),
    "webp of the other order": lambda card: webp_of(b"ASCII\0\0\0" + json_of(card), ">"),
    "wide webp": lambda card: webp_of(b"UNICODE\0" + json.dumps(card).encode("utf-16-le")),
    "numbered webp": lambda card: webp_of(b"ASCII\0\0\0" + ",".join(map(str, json_of(card))).encode()),
}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("spec", list(Spec), ids=str)
def test_every_version_is_read_from_everything_that_it_is_kept_in(container: str, spec: Spec) -> None:
    written = {Spec.V1: V1, Spec.V2: V2, Spec.V3: V3}[spec]
    card = read_card(CONTAINERS[container](written), "file.png")
    assert card.spec is spec
    assert card.source == written
    assert card.repairs == ()
    assert (card.name, card.description, card.personality) == ("Wren", V1["description"], "patient")
    assert (card.scenario, card.greetings[0], card.examples) == (
        "A storm.",
        V1["first_mes"],
        V1["mes_example"],
    )


def test_what_later_versions_added_is_read() -> None:
    card = read_card(png_of(V3))
    assert card.greetings[1:] == ("It is late.", "", "You again?")
    assert (card.instruction, card.last_instruction) == ("{{original}} Write short.", "Stay in the tower.")
    assert (card.creator, card.creator_notes, card.character_version) == ("somebody", "Be kind.", "1.1")
    assert (card.tags, card.book_entries, card.called) == (("sea", "calm"), 1, "Birdie")


def test_a_picture_is_kept_without_its_card_and_with_all_else() -> None:
    other = chunk(b"acTL", bytes(8)) + text(b"Comment", b"by hand")
    card = read_card(with_chunks(text(b"chara", coded(V2)), other, text(b"ccv3", coded(V3))))
    assert card.picture == card.portrait == with_chunks(other)


def test_the_newer_version_comes_before_the_older_one() -> None:
    both = (text(b"ccv3", coded(V3)), text(b"chara", coded(V2)))
    for order in (both, both[::-1]):
        card = read_card(with_chunks(*order))
        assert (card.spec, card.repairs) == (Spec.V3, ())


def test_what_a_card_is_follows_from_its_content_not_from_its_keyword() -> None:
    assert read_card(png_of(V3, b"chara")).spec is Spec.V3
    assert read_card(png_of(V2, b"ccv3")).spec is Spec.V2


def test_of_two_cards_in_one_form_the_one_with_more_in_it_is_taken_and_that_is_told() -> None:
    short = {**V2, "data": {**V2["data"], "description": ""}}
    for pair in ((short, V2), (V2, short)):
        card = read_card(with_chunks(*(text(b"chara", coded(each)) for each in pair)))
        assert card.description == V1["description"]
        assert Repair(Mended.SEVERAL_CARDS) in card.repairs


def test_a_damaged_card_beside_a_whole_one_does_no_harm() -> None:
    card = read_card(with_chunks(text(b"ccv3", coded([1])), text(b"chara", coded(V2))))
    assert card.spec is Spec.V2


def found_with(data: dict[str, object]) -> tuple[object, list[str]]:
    card = read_card(json_of({**V2, "data": {**V2["data"], **data}}))
    return card, [f"{repair.kind.code} {repair.field}".strip() for repair in card.repairs]


@pytest.mark.parametrize(
    ("data", "attribute", "meant", "told"),
    [
        ({"character_book": None}, "book_entries", 0, []),
        ({"character_book": {}}, "book_entries", 0, []),
        ({"character_book": []}, "book_entries", 0, ["unusable character_book"]),
        ({"character_book": {"entries": {"0": {}, "1": {}}}}, "book_entries", 2, []),
        (
            {"alternate_greetings": "Hi"},
            "greetings",
            (V1["first_mes"], "Hi"),
            ["text_for_list alternate_greetings"],
        ),
        (
            {"alternate_greetings": None},
            "greetings",
            (V1["first_mes"],),
            ["nothing_for_list alternate_greetings"],
        ),
        ({"tags": [1, "a", {}]}, "tags", ("1", "a"), ["number_for_text tags"]),
        ({"tags": 7}, "tags", (), ["unusable tags"]),
        ({"description": None}, "description", "", ["nothing_for_text description"]),
        ({"description": ["a", "b"]}, "description", "a\nb", ["list_for_text description"]),
        ({"description": {"a": 1}}, "description", "", ["unusable description"]),
        ({"character_version": 2.5}, "character_version", "2.5", ["number_for_text character_version"]),
        ({"name": "  Two\nlines "}, "name", "Two lines", []),
    ],
)
def test_what_the_wild_holds_is_read_as_it_is_meant_and_told(
    data: dict[str, object], attribute: str, meant: object, told: list[str]
) -> None:
    card, repairs = found_with(data)
    assert getattr(card, attribute) == meant
    assert repairs == told


@pytest.mark.parametrize(
    ("given", "meant", "told"),
    [
        (1_700_000_000, None, []),
        (1_700_000_000_123, 1_700_000_000, ["milliseconds creation_date"]),
        ("1700000000", 1_700_000_000, ["text_for_number creation_date"]),
        (
            "1700000000123",
            1_700_000_000,
            ["text_for_number creation_date", "milliseconds creation_date"],
        ),
        ("2023-4-8", None, []),
        (None, None, []),
    ],
)
def test_times_are_seconds(given: object, meant: int | None, told: list[str]) -> None:
    card, repairs = found_with({"creation_date": given})
    assert card.mended.get("creation_date") == meant  # type: ignore[attr-defined]
    assert repairs == told


def test_a_character_without_a_name_has_its_files() -> None:
    for empty in ("", "  ", None):
        card = read_card(json_of({**V1, "name": empty}), "C:stories/Old Tom.card.json")
        assert card.name == "Old Tom.card"
        assert Repair(Mended.NAME_FROM_FILE) in card.repairs


def test_a_book_beside_the_data_is_found() -> None:
    data = {key: value for key, value in V2["data"].items() if key != "character_book"}  # type: ignore[attr-defined]
    card = read_card(json_of({**V2, "data": data, "character_book": {"entries": [{}, {}]}}))
    assert (card.book_entries, card.repairs) == (2, (Repair(Mended.BOOK_ELSEWHERE),))


def test_newer_cards_are_read_and_told() -> None:
    for version in ("3.5", 4, "4.0"):
        card = read_card(json_of({**V3, "spec_version": version}))
        assert (card.spec, card.repairs) == (Spec.V3, (Repair(Mended.NEWER_SPEC),))


def test_the_names_of_another_program_are_known() -> None:
    old = {"char_name": "Wren", "char_persona": "A keeper.", "char_greeting": "Oh.", "other": 1}
    card = read_card(json_of(old))
    assert (card.name, card.description, card.greetings) == ("Wren", "A keeper.", ("Oh.",))
    assert card.repairs == (Repair(Mended.OLD_FORM),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xef\xbb\xbf" + json_of(V2), Mended.BYTE_ORDER_MARK),
        (b"\xff\xfe" + json.dumps(V2).encode("utf-16-le"), Mended.BYTE_ORDER_MARK),
        (b"\xfe\xff" + json.dumps(V2).encode("utf-16-be"), Mended.BYTE_ORDER_MARK),
        (json_of(V2) + b"\0\n and more", Mended.TEXT_AFTER_END),
        (json.dumps({**V1, "x": "é"}, ensure_ascii=False).encode("latin-1"), Mended.ENCODING),
        (json_of(V1)[:-1] + b', "x": NaN}', Mended.NOT_A_NUMBER),
        (json_of(V1)[:-1] + b', "x": 1e999}', Mended.NOT_A_NUMBER),
        (json_of(V1)[:-1] + b', "x": ' + b"9" * 5000 + b"}", Mended.NOT_A_NUMBER),
        (
            with_chunks(text(b"chara", b"\n".join(coded(V2)[at : at + 76] for at in range(0, 9999, 76)))),
            Mended.BASE64_BROKEN_UP,
        ),
        (with_chunks(text(b"chara", json_of(V2))), Mended.RAW_JSON),
        (with_chunks(chunk(b"tEXt", b"chara\0" + coded(V2), 7)), Mended.WRONG_CHECKSUM),
        (png_of(V2)[:-12], Mended.TRUNCATED),
        (png_of(V2)[:-3], Mended.TRUNCATED),
    ],
)
def test_odd_files_are_read_and_told(content: bytes, code: Mended) -> None:
    card = read_card(content)
    assert card.name == "Wren"
    assert [repair.kind for repair in card.repairs] == [code]


def test_base64_without_its_padding_is_read() -> None:
    for more in ("", "x", "xx"):
        card = read_card(with_chunks(text(b"chara", coded({**V1, "x": more}).rstrip(b"="))))
        assert card.source["x"] == more


ICON = {"type": "icon", "name": "main", "ext": "png"}


@pytest.mark.parametrize("uri", ["embeded://a/Main.png", "EMBEDDED://a/main.PNG", "__asset:other/main.png"])
def test_the_icon_in_an_archive_is_the_portrait(uri: str) -> None:
    other = {"type": "icon", "uri": "embeded://a/other.png", "name": "other", "ext": "png"}
    data = {**V3["data"], "assets": [other, {**ICON, "uri": uri}]}  # type: ignore[dict-item]
    card = read_card(charx_of({**V3, "data": data}, {"a/Main.png": b"main", "a/other.png": b"other"}))
    assert (card.portrait, card.picture, card.repairs) == (b"main", None, ())
    assert [file.path for file in card.files] == ["a/Main.png", "a/other.png"]


def test_an_icon_that_is_not_there_is_told_and_the_picture_before_the_archive_stands_in() -> None:
    data = {**V3["data"], "assets": [{**ICON, "uri": "embeded://gone.png"}]}  # type: ignore[dict-item]
    jpeg = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
    card = read_card(charx_of({**V3, "data": data}, before=jpeg))
    assert card.portrait == card.picture == jpeg
    assert card.repairs == (Repair(Mended.ASSET_MISSING),)


@pytest.mark.parametrize("uri", ["https://example.com/a.png", "file:///etc/passwd", "C:/a.png", 7, None])
def test_no_other_address_is_ever_looked_at(uri: object) -> None:
    data = {**V3["data"], "assets": [{**ICON, "uri": uri}, None, 3]}  # type: ignore[dict-item]
    card = read_card(charx_of({**V3, "data": data}))
    assert (card.portrait, card.repairs) == (None, ())


def test_an_icon_within_its_address_is_read() -> None:
    data = {**V3["data"], "assets": [{**ICON, "uri": "data:image/png;base64,aWNvbg=="}]}  # type: ignore[dict-item]
    assert read_card(charx_of({**V3, "data": data})).portrait == b"icon"


@pytest.mark.parametrize("colon", [b":", b""])
def test_files_in_a_picture_are_kept(colon: bytes) -> None:
    card = read_card(
        with_chunks(text(b"chara-ext-asset_" + colon + b"1", b"aWNvbg=="), text(b"ccv3", coded(V3)))
    )
    assert [tuple(file) for file in card.files] == [("1", b"icon")]
    assert card.picture == PICTURE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no character in this file"),
        (b"hello", "no character in this file"),
        (b"[1, 2]", "no character in this file"),
        (b'{"a": 1}', "no character in this file"),
        (b'{"spec": "chara_card_v2", "data": {}}', "no character in this file"),
        (PICTURE, "picture holds no character"),
        (b"\xff\xd8\xff\xe0 a picture", "picture holds no character"),
        (b"GIF89a", "picture holds no character"),
        (webp_of(b"ASCII\0\0\0a nice day"), "picture holds no character"),
        (b"RIFF\0\0\0\0WEBP", "picture holds no character"),
        (b'{"spec": "lorebook_v3", "data": {"entries": []}}', "lorebook, not a character"),
        (b'{"entries": {"0": {}}}', "lorebook, not a character"),
        (b"rcc||abc", "encrypted"),
        (with_chunks(text(b"chara", b"rcc||abc")), "encrypted"),
        (with_chunks(text(b"chara", b"$$$")), "card in this picture is damaged"),
        (with_chunks(chunk(b"zTXt", b"chara\0\0rubbish")), "card in this picture is damaged"),
        (with_chunks(chunk(b"iTXt", b"chara\0\0")), "card in this picture is damaged"),
        (b"PK\3\4 cut off", "archive is damaged"),
        (charx_of(V3)[:-30], "archive is damaged"),
        (charx_of(V3).replace(b"card.json", b"kard.json"), "no character in this file"),
        (b'{"name": ' + b"[" * 200 + b"]" * 200 + b"}", "nested too deeply"),
        (b'{"name": ' + b"[" * 100_000, "nested too deeply"),
    ],
    ids=range(22),
)
def test_what_is_no_card_gets_a_sentence_and_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(NotACard, match=words) as refused:
        read_card(content)
    assert str(refused.value.remedy)


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(NotACard, match="larger than"):
        read_card(bytes(FILE_BYTES + 1))
