from personaui_desktop.cards.assets import content_of, renamed
from personaui_desktop.cards.card import CardFile

FILES = [CardFile("b/x.png", b"b"), CardFile("a/X.PNG", b"a"), CardFile("a/X.PNG", b"second")]


def test_the_whole_name_in_other_letters_comes_before_its_last_part() -> None:
    assert content_of("embeded://A/x.png", FILES) == b"a"
    assert content_of("embeded://c/x.png", FILES) == b"b"
    assert content_of("embeded://y.png", FILES) is None


def test_of_two_files_of_one_name_the_first_is_meant() -> None:
    assert content_of("embeded://a/X.PNG", FILES) == b"a"


def test_addresses_follow_the_new_names() -> None:
    data = {"assets": [{"uri": "Embedded://A/x.png"}, {"uri": "ccdefault:"}, {"uri": "embeded://gone"}, 7]}
    assert renamed(data, {"a/X.PNG": "1.png"}, "__asset:")["assets"] == [
        {"uri": "__asset:1.png"},
        {"uri": "ccdefault:"},
        {"uri": "embeded://gone"},
        7,
    ]
