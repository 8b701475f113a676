from personaui_desktop.phrases import Phrase

MESSAGES = Phrase("Test", "{n} message of {name}|{n} messages of {name}")


def test_a_phrase_is_plain_english_where_there_is_no_qt() -> None:
    assert str(Phrase("Test", "The file {name} is empty.").filled(name="a.db")) == "The file a.db is empty."
    assert str(Phrase("Test", "Write {this}")) == "Write {this}"


def test_a_number_chooses_the_form_and_stands_in_it() -> None:
    said = [str(MESSAGES.filled(name="Mia").of(number)) for number in (0, 1, 2, 1234)]
    assert said == ["0 messages of Mia", "1 message of Mia", "2 messages of Mia", "1,234 messages of Mia"]


def test_what_stands_in_a_place_may_have_braces_and_bars() -> None:
    assert str(Phrase("Test", "“{name}” is empty.").filled(name="{a}|{b}")) == "“{a}|{b}” is empty."


def test_a_phrase_may_stand_in_another() -> None:
    assert str(Phrase("Test", "Undo {step}").filled(step=Phrase("Test", "deleting"))) == "Undo deleting"


def test_a_translation_has_one_form_for_the_number() -> None:
    assert MESSAGES.filled(name="Mia").of(1).said_as("{name}: {n} wiadomości", str) == "Mia: 1 wiadomości"
