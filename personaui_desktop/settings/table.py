"""Every setting, once: its default, what it may be, and the words and the page where a person finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Any, NamedTuple, Self, cast

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.settings.shortcuts import Chosen

EFFORT_WORDS = {
    "": Phrase("Settings", "The model's default"),
    "low": Phrase("Settings", "Low"),
    "medium": Phrase("Settings", "Medium"),
    "high": Phrase("Settings", "High"),
    "xhigh": Phrase("Settings", "Extra high"),
    "max": Phrase("Settings", "Maximum"),
}
"""What a person reads for each effort, as `records.providers` names them."""


class Page(Enum):
    """The pages of the settings, in their order. The value is the page's name."""

    CONNECTION = Phrase("Settings", "Connection")
    APPEARANCE = Phrase("Settings", "Appearance")
    CONVERSATION = Phrase("Settings", "Conversation")
    SHORTCUTS = Phrase("Settings", "Shortcuts")


class Setting(NamedTuple):
    """What there is to say about a setting.

    ``group`` is the heading that begins with it on its page. ``label`` holds its mnemonic behind ``&``.
    A number lies between ``lowest`` and ``highest``, both included, is stepped by ``step``, and reads
    ``at_lowest`` instead of the lowest. A text is one of ``choices``, each with its words, if there are any.
    ``needs`` names the setting without which this one does nothing.
    """

    page: Page | None = None
    label: Phrase | str = ""
    explanation: Phrase | str = ""
    group: Phrase | str = ""
    lowest: float = 0
    highest: float = 0
    step: float = 1
    unit: Phrase | str = ""
    at_lowest: Phrase | str = ""
    choices: Mapping[str, Phrase] = {}
    needs: str = ""

    def taken(self, value: object, default: object) -> object:
        """The value if the setting may have it, else the default."""
        if isinstance(default, bool) or not isinstance(default, int | float):
            fits = type(value) is type(default) and (not self.choices or value in self.choices)
            return value if fits else default
        is_number = not isinstance(value, bool) and isinstance(value, int | type(default))
        # Neither NaN nor infinity lies between the two.
        if is_number and self.lowest <= cast("float", value) <= self.highest:
            return type(default)(cast("float", value))
        return default


def _setting(default: object, /, **words: Any) -> Any:
    """A field of `Settings`: its default, and the rest as in `Setting`."""
    return field(default=default, metadata={"setting": Setting(**words)})


@dataclass(frozen=True)
class Settings:
    """Every setting, with its default. Keys and passwords are never among them."""

    base_url: str = _setting("", page=Page.CONNECTION, label=Phrase("Settings", "Server &address"))
    """The server's address without ``/v1``; empty for Anthropic's own."""
    header_style: str = _setting(
        HeaderStyle.BEARER.value,
        page=Page.CONNECTION,
        label=Phrase("Settings", "Authentication header"),
        choices={
            HeaderStyle.BEARER.value: Phrase("Settings", "Authorization: &Bearer (current)"),
            HeaderStyle.API_KEY.value: Phrase("Settings", "&x-api-key (older servers)"),
        },
    )
    """``bearer`` or ``x-api-key``: the header that carries the key."""
    model: str = _setting("", page=Page.CONNECTION, label=Phrase("Settings", "&Model"))
    """The model's id; empty for the default."""
    max_tokens: int = _setting(
        4096,
        page=Page.CONNECTION,
        label=Phrase("Settings", "Longest &reply"),
        lowest=1,
        highest=1_000_000,
        step=256,
        unit=Phrase("Settings", " tokens"),
    )
    """The longest reply, in tokens."""
    use_demo: bool = _setting(False, page=Page.CONNECTION, label=Phrase("Settings", "Demo mode"))
    """Whether the demo companion answers although a key is there."""
    appearance: str = _setting(
        "system",
        page=Page.APPEARANCE,
        group=Phrase("Settings", "Theme"),
        choices={
            "system": Phrase("Settings", "Same as the s&ystem"),
            "light": Phrase("Settings", "&Light"),
            "dark": Phrase("Settings", "&Dark"),
        },
    )
    """``system``, ``light`` or ``dark``."""
    text_size: float = _setting(
        1.0,
        page=Page.APPEARANCE,
        label=Phrase("Settings", "&Text size in messages"),
        lowest=0.25,
        highest=4.0,
        step=0.1,
        unit=" %",
    )
    """Size of the text in messages, 1.0 being the design's."""
    context_messages: int = _setting(
        60,
        page=Page.CONVERSATION,
        group=Phrase("Settings", "What the model sees"),
        label=Phrase("Settings", "&Recent messages the model sees"),
        explanation=Phrase(
            "Settings", "Older messages stay in the conversation, but are not sent. More messages cost more."
        ),
        lowest=1,
        highest=10_000,
        step=2,
        unit=Phrase("Settings", " messages"),
    )
    """How many of the newest messages are sent."""
    context_tokens: int = _setting(
        100_000,
        page=Page.CONVERSATION,
        label=Phrase("Settings", "&Longest request"),
        lowest=1_000,
        highest=1_000_000,
        step=1_000,
        unit=Phrase("Settings", " tokens"),
    )
    """How many tokens a request may have, as estimated."""
    memory_tokens: int = _setting(
        20_000,
        page=Page.CONVERSATION,
        label=Phrase("Settings", "Room for &memories"),
        explanation=Phrase(
            "Settings",
            "If not all active memories fit, pinned ones go first, then those about what was just "
            "said, then the newest. Memories never take more than half of a request.",
        ),
        lowest=0,
        highest=1_000_000,
        step=1_000,
        unit=Phrase("Settings", " tokens"),
    )
    """How many of these the memories may take."""
    count_exactly: bool = _setting(
        False,
        page=Page.CONVERSATION,
        label=Phrase("Settings", "Count tokens e&xactly"),
        explanation=Phrase("Settings", "Whenever you pause, your draft is sent to the server to be counted."),
    )
    """Whether the server counts the next message's tokens, which sends it what is being written."""
    may_think: bool = _setting(
        True,
        page=Page.CONVERSATION,
        group=Phrase("Settings", "Thinking"),
        label=Phrase("Settings", "The model t&hinks before it replies"),
        explanation=Phrase(
            "Settings",
            "Only models that can. You can open what it thought above the reply. It costs as much as the "
            "same length of reply, counts towards the longest reply, and is never sent again.",
        ),
    )
    """Whether the model is asked to think before it replies, where it can."""
    effort: str = _setting(
        "",
        page=Page.CONVERSATION,
        group=Phrase("Settings", "Effort"),
        explanation=Phrase("Settings", "More effort takes longer and costs more. Only models that have it."),
        choices=EFFORT_WORDS,
    )
    """How hard the model is to try, where it can be asked to; empty for its own default."""
    add_by_itself: bool = _setting(
        False,
        page=Page.CONVERSATION,
        group=Phrase("Settings", "Afterthoughts"),
        label=Phrase("Settings", "The persona may &add something by itself"),
        explanation=Phrase(
            "Settings",
            "Once after each of your messages, when you do not answer its reply. A line counts down and can "
            "be cancelled. Asking costs about as much as one more reply, also where nothing is added.",
        ),
    )
    """Whether personas are asked by themselves if there is anything to add to a reply."""
    add_after: int = _setting(
        60,
        page=Page.CONVERSATION,
        label=Phrase("Settings", "After a &pause of"),
        lowest=5,
        highest=86_400,
        step=15,
        unit=Phrase("Settings", " seconds"),
        needs="add_by_itself",
    )
    """After how many seconds."""
    add_in_background: bool = _setting(
        False,
        page=Page.CONVERSATION,
        label=Phrase("Settings", "Also while the conversation is not &in view"),
        needs="add_by_itself",
    )
    """Whether the pause also passes while the conversation is in no window in front."""
    remember_after: int = _setting(
        20,
        page=Page.CONVERSATION,
        group=Phrase("Settings", "Automatic memories"),
        label=Phrase("Settings", "Su&ggest a memory after"),
        explanation=Phrase(
            "Settings", "Counts your messages. You can edit a suggested memory before you keep it."
        ),
        lowest=0,
        highest=10_000,
        step=5,
        unit=Phrase("Settings", " messages"),
        at_lowest=Phrase("Settings", "Never"),
    )
    """After how many messages of the person a memory is proposed by itself; 0 for never."""
    accept_memories: bool = _setting(
        False,
        page=Page.CONVERSATION,
        label=Phrase("Settings", "&Keep memories without asking"),
        needs="remember_after",
    )
    """Whether such a memory is accepted at once."""
    memory_model: str = _setting(
        "",
        page=Page.CONVERSATION,
        label=Phrase("Settings", "Model that &writes memories"),
        explanation=Phrase(
            "Settings",
            "Leave it empty for a small, inexpensive model. On a server of your own, the model you "
            "talk with writes them.",
        ),
        needs="remember_after",
    )
    """The model that writes memories by itself; empty for the default, a small one."""
    title_conversations: bool = _setting(
        True,
        page=Page.CONVERSATION,
        group=Phrase("Settings", "Titles"),
        label=Phrase("Settings", "A small model &titles conversations"),
        explanation=Phrase(
            "Settings",
            "After the first reply, the model that writes memories is asked. On a server of your own, only "
            "one that is named there. A title that you give stays.",
        ),
    )
    """Whether a model gives a conversation its title after the first exchange."""

    shortcuts: Chosen = field(
        default_factory=dict,
        metadata={
            "setting": Setting(page=Page.SHORTCUTS, label=Phrase("Settings", "Keyboard shortcuts")),
        },
    )
    """Keys in place of those that commands declare, by the commands' names."""

    @property
    def provider(self) -> Provider:
        """Which server answers, and how."""
        style = HeaderStyle(self.header_style)
        return Provider(self.base_url, style, self.model, self.max_tokens, self.may_think, self.effort)

    def but(self, **changes: Any) -> Self:
        """The same settings but for these."""
        return replace(self, **changes)

    def differing_from(self, other: Self) -> frozenset[str]:
        """The names of the settings that have another value there."""
        return frozenset(name for name in TABLE if getattr(self, name) != getattr(other, name))


TABLE: Mapping[str, Setting] = {each.name: each.metadata["setting"] for each in fields(Settings)}
"""What there is to say about each setting, by its name, in their order."""
