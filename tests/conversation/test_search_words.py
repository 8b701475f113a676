from support import builders

from personaui_desktop.conversation.search_words import search_words
from personaui_desktop.records.messages import Marks


def test_words_of_hidden_messages_look_nothing_up() -> None:
    said = [builders.a_message(number, text) for number, text in enumerate(("pier", "storm"), start=1)]
    assert search_words(said) == ("storm", "pier")
    hidden = said[1]._replace(marks=Marks(is_hidden=True))
    assert search_words([said[0], hidden]) == ("pier",)
