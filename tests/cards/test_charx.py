import io
import struct
import zipfile

import pytest
from support.made_cards import V3, charx_of, json_of

from personaui_desktop.cards import charx, limits
from personaui_desktop.cards.card import Mended
from personaui_desktop.errors import NotACard


def archive(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as made:
        for path, content in files:
            made.writestr(path, content)
    return written.getvalue()


CARD = ("card.json", json_of(V3))


@pytest.mark.parametrize("path", ["card.json", "Card.JSON", "folder/card.json", "folder\\card.json"])
def test_the_card_is_found_by_its_name_however_it_is_written(path: str) -> None:
    assert charx.read_charx(archive(("other.json", b"{}"), (path, CARD[1]))).text == CARD[1]


def test_the_exact_name_comes_before_others() -> None:
    assert charx.read_charx(archive(("a/card.json", b"1"), ("CARD.json", b"2"), CARD)).text == CARD[1]


def test_names_are_kept_as_names_and_folders_are_no_files() -> None:
    found = charx.read_charx(
        archive(("assets/", b""), ("../../up", b"1"), ("/root", b"2"), ("é", b"3"), CARD)
    )
    assert [file.path for file in found.files] == ["../../up", "/root", "é"]


def test_a_file_without_a_name_in_the_list_does_no_harm() -> None:
    content = bytearray(archive(("x", b"1"), CARD))
    listed = content.find(b"PK\1\2")
    # What was its name counts as what may follow one.
    content[listed + 28 : listed + 32] = struct.pack("<HH", 0, 1)
    assert charx.read_charx(bytes(content)).text == CARD[1]


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotACard, match="larger than"):
        charx.read_charx(archive(("card.json", bytes(limits.JSON_BYTES + 1))))
    monkeypatch.setattr(charx, "UNPACKED_BYTES", 1000)
    assert charx.read_charx(archive(("a", bytes(500)), ("b", bytes(500)), CARD)).files
    with pytest.raises(NotACard, match="larger than"):
        charx.read_charx(archive(("a", bytes(500)), ("b", bytes(501)), CARD))


def test_an_archive_with_very_many_files_is_refused_before_its_list_is_read() -> None:
    many = archive(*((str(number), b"") for number in range(limits.ENTRIES)), CARD)
    with pytest.raises(NotACard, match="larger than"):
        charx.read_charx(many)
    # Whatever its last record says of their number.
    end = many.rfind(b"PK\5\6")
    lying = many[: end + 8] + struct.pack("<HH", 1, 1) + many[end + 12 :]
    with pytest.raises(NotACard):
        charx.read_charx(lying)
    long_list = many[: end + 12] + struct.pack("<I", limits.DIRECTORY_BYTES + 1) + many[end + 16 :]
    with pytest.raises(NotACard, match="larger than"):
        charx.read_charx(long_list)


def test_an_archive_of_the_size_of_disks_is_refused() -> None:
    content = charx_of(V3)
    end = content.rfind(b"PK\5\6")
    with pytest.raises(NotACard, match="larger than"):
        charx.read_charx(content[:end] + b"PK\6\7" + bytes(16) + content[end:])


def test_an_encrypted_archive_is_told() -> None:
    content = bytearray(archive(CARD))
    content[content.rfind(b"PK\1\2") + 8] |= 1
    with pytest.raises(NotACard, match="encrypted"):
        charx.read_charx(bytes(content))


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_usual_packing_is_read(how: int) -> None:
    with pytest.raises(NotACard, match="damaged"):
        charx.read_charx(archive(CARD, how=how))


def test_a_damaged_file_beside_the_card_is_left_out_and_told() -> None:
    content = archive(("a", b"something"), ("b", b"whole"), CARD, how=zipfile.ZIP_STORED)
    found = charx.read_charx(content.replace(b"something", b"SOMETHING", 1))
    assert [file.path for file in found.files] == ["b"]
    assert [repair.kind for repair in found.repairs] == [Mended.ARCHIVE_DAMAGED]


def test_a_picture_without_an_archive_behind_it_is_none() -> None:
    assert charx.is_archive(b"\xff\xd8\xff" + charx_of(V3))
    assert not charx.is_archive(b"\xff\xd8\xff picture")
