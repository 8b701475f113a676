"""Macros in a persona's texts: ``{{char}}``, ``{{user}}`` and notes. Unknown ones stay as they are."""

import re

from personaui_desktop.records.personas import PARTS, Profile

_MACRO = re.compile(
    r"\{\{\s*(?P<name>char|user)\s*\}\}"
    r"|<(?P<old_name>bot|user)>"
    r"|\{\{\s*(?://|comment\s*:|hidden_key\s*:)[^{}]*\}\}",
    re.IGNORECASE,
)

DEFAULT_USER_NAME = "User"
WITH_MACROS = (
    "description", "greeting", "personality", "scenario", "examples", "instruction", "last_instruction",
    *PARTS,
)  # fmt: skip
"""The texts of a profile in which macros stand for something."""


def replace_macros(text: str, persona_name: str, user_name: str = DEFAULT_USER_NAME) -> str:
    """The text as it is shown and sent.

    ``{{char}}`` and ``<BOT>`` become the persona's name, ``{{user}}`` and ``<USER>`` the person's; notes
    (``{{// …}}``, ``{{comment: …}}``, ``{{hidden_key: …}}``) vanish. What a name contains is not looked at
    again.
    """
    names = {"char": persona_name, "bot": persona_name, "user": user_name}

    def value(match: re.Match[str]) -> str:
        name = match["name"] or match["old_name"] or ""
        return names.get(name.lower(), "")

    return _MACRO.sub(value, text)


def expand_profile(profile: Profile, user_name: str = DEFAULT_USER_NAME) -> Profile:
    """The profile as people and the model meet it: by what it is called, with the macros replaced."""
    name = profile.called
    texts = {field: replace_macros(getattr(profile, field), name, user_name) for field in WITH_MACROS}
    return profile.with_texts({"name": name, **texts})
