"""The texts around what a persona and a person wrote, kept as files in ``resources/prompts``."""

from functools import cache
from string import Template

from personaui_desktop import paths


def prompt(name: str, /, **values: str) -> str:
    """The prompt of that name with its ``$names`` filled in. Values are taken as they are.

    Raises:
        FileNotFoundError: the program ships no such prompt.
    """
    return _template(name).substitute(values)


@cache
def _template(name: str) -> Template:
    path = paths.resources_dir() / "prompts" / f"{name}.txt"
    return Template(path.read_text(encoding="utf-8").strip())
