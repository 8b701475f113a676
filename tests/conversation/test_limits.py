from personaui_desktop.conversation.limits import ContextLimits, limits_of
from personaui_desktop.settings.table import Settings


def test_the_limits_are_what_the_settings_say() -> None:
    settings = Settings().but(context_messages=7, context_tokens=9_000, memory_tokens=800)
    assert limits_of(settings) == ContextLimits(messages=7, tokens=9_000, memory_tokens=800)


def test_whoever_sets_nothing_has_the_usual_limits() -> None:
    assert limits_of(Settings()) == ContextLimits()
