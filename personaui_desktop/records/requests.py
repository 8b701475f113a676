"""What the command line asks for without a window, and the answer: shapes that travel as JSON lines."""

import json
from typing import Any, NamedTuple

IMPORT, EXPORT, SHOW = "import", "export", "show"
VERBS = (IMPORT, EXPORT, SHOW)


class Request(NamedTuple):
    """What to do: take in cards, write a persona as one, or show cards in the window.

    ``files`` are absolute paths; ``persona`` a name, or what its file is called.
    """

    verb: str
    files: tuple[str, ...]
    persona: str = ""

    def line(self) -> str:
        """The request as one line."""
        return json.dumps(self._asdict())

    @classmethod
    def of_line(cls, line: str) -> "Request | None":
        """The request in a line; ``None`` where there is none."""
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, dict):
            return None
        verb, persona = str(found.get("verb")), str(found.get("persona", ""))
        files = found.get("files")
        if verb not in VERBS or not isinstance(files, list):
            return None
        if not all(isinstance(each, str) for each in files) or (verb == EXPORT and len(files) != 1):
            return None
        return cls(verb, tuple(files), persona)


class Report(NamedTuple):
    """What became of it, ready for JSON: what was done, and what was not, each with its reason."""

    done: list[dict[str, Any]]
    failed: list[dict[str, Any]]

    def line(self) -> str:
        """The report as one line."""
        return json.dumps(self._asdict())

    @classmethod
    def of_line(cls, line: str) -> "Report":
        """The report in a line that `line` made."""
        return cls(**json.loads(line))
