"""The fields of a persona in sections: what each is called, and how much room it has. A row a field."""

from typing import NamedTuple

from personaui_desktop.phrases import Phrase


class SheetRow(NamedTuple):
    """A text of a persona, by the name that its record has for it; one of one line is high by that."""

    name: str
    label: Phrase
    hint: Phrase
    lines: int = 1


class SheetSection(NamedTuple):
    """Fields that belong together."""

    title: Phrase
    rows: tuple[SheetRow, ...]


GREETINGS = "greetings"
"""Stands where the further greetings do, which are a list."""
WHO = SheetSection(
    Phrase("Personas", "Who they are"),
    (
        SheetRow("name", Phrase("Personas", "Name"), Phrase("Personas", "")),
        SheetRow(
            "nickname",
            Phrase("Personas", "Nickname"),
            Phrase("Personas", "What they are called in conversations, if not by their name. Optional."),
        ),
        SheetRow(
            "description",
            Phrase("Personas", "Description"),
            Phrase(
                "Personas",
                "Who they are and how they speak. Sent with every message. "
                "{{char}} stands for their name, {{user}} for you.",
            ),
            9,
        ),
        SheetRow(
            "personality",
            Phrase("Personas", "Personality"),
            Phrase("Personas", "What they are like, in short. Optional."),
            3,
        ),
    ),
)
MADE_OF = SheetSection(
    Phrase("Personas", "What they are made of"),
    (
        SheetRow(
            "kind",
            Phrase("Personas", "Kind of being"),
            Phrase("Personas", "Pick or write what fits, here and below; nothing of it is needed."),
            2,
        ),
        SheetRow(
            "traits",
            Phrase("Personas", "Traits"),
            Phrase("Personas", "A line each: the trait, a colon, and how it shows."),
            4,
        ),
        SheetRow("knowledge", Phrase("Personas", "Knowledge"), Phrase("Personas", "An area a line."), 3),
        SheetRow("expression", Phrase("Personas", "Way of expression"), Phrase("Personas", ""), 2),
        SheetRow(
            "situations",
            Phrase("Personas", "Situations"),
            Phrase("Personas", "Where a conversation might take place, a line each."),
            3,
        ),
        SheetRow(
            "background", Phrase("Personas", "Background"), Phrase("Personas", "Where they come from."), 4
        ),
    ),
)
TALK = SheetSection(
    Phrase("Personas", "How it begins"),
    (
        SheetRow(
            "scenario",
            Phrase("Personas", "Scenario"),
            Phrase("Personas", "Where and when a conversation takes place. Optional."),
            3,
        ),
        SheetRow(
            "greeting",
            Phrase("Personas", "Greeting"),
            Phrase("Personas", "Their first words in every new conversation. Optional."),
            4,
        ),
        SheetRow(GREETINGS, Phrase("Personas", "Further greetings"), Phrase("Personas", "")),
        SheetRow(
            "examples",
            Phrase("Personas", "Example dialogue"),
            Phrase(
                "Personas",
                "How they speak: lines that {{char}} and {{user}} say in turn. "
                "A line with <START> begins another example. Left out first where there is no room.",
            ),
            5,
        ),
    ),
)
INSTRUCTIONS = SheetSection(
    Phrase("Personas", "Instructions"),
    (
        SheetRow(
            "instruction",
            Phrase("Personas", "Instruction of their own"),
            Phrase(
                "Personas",
                "Takes the place of the program's own words, for which {{original}} stands. Optional.",
            ),
            4,
        ),
        SheetRow(
            "last_instruction",
            Phrase("Personas", "Instruction after the conversation"),
            Phrase("Personas", "Sent behind the latest message, where models mind it most. Optional."),
            3,
        ),
    ),
)
FOR_YOU = SheetSection(
    Phrase("Personas", "For you"),
    (
        SheetRow(
            "creator_notes",
            Phrase("Personas", "Notes"),
            Phrase("Personas", "Never sent. They go along when the persona is exported."),
            4,
        ),
        SheetRow("tags", Phrase("Personas", "Tags"), Phrase("Personas", "Separated by commas. Never sent.")),
    ),
)
SHEET = (WHO, MADE_OF, TALK, INSTRUCTIONS, FOR_YOU)
