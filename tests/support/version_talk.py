"""A conversation whose messages have versions."""

from support.chat_stage import Stage
from support.said_otherwise import say_otherwise


def talk_in_versions(stage: Stage) -> int:
    """A conversation in which the person's words have two versions and the reply to them three."""
    session_id = stage.session("Hello", "One", "Go on", "Gladly")
    say_otherwise(session_id, 1, "Hello there")
    say_otherwise(session_id, 2, "Two", "Three")
    stage.go_to(session_id)
    stage.shows("Hello there", "Three", "Go on", "Gladly")
    return session_id
