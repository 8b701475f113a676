"""Where things lie: the person's data folder, and the program's own SQL and resources."""

import os
from pathlib import Path

DATA_DIR_VARIABLE = "PERSONAUI_DATA_DIR"

_PACKAGE = Path(__file__).parent
_chosen_data_dir: Path | None = None


def choose_data_dir(folder: str | Path | None) -> None:
    """Use this data folder from now on; ``None`` returns to the environment's or the platform's."""
    global _chosen_data_dir
    _chosen_data_dir = None if folder is None else Path(folder).expanduser().absolute()


def data_dir() -> Path:
    """The folder of the ``.db`` files: the chosen one, else ``PERSONAUI_DATA_DIR``, else the platform's."""
    if _chosen_data_dir is not None:
        return _chosen_data_dir
    from_environment = os.environ.get(DATA_DIR_VARIABLE)
    if from_environment:
        return Path(from_environment).expanduser().absolute()
    # Imported here because most starts that pass a folder never need it.
    from platformdirs import user_data_path

    return user_data_path("PersonaUI Desktop", appauthor=False)


def sql_dir() -> Path:
    """The folder of the named SQL queries."""
    return _shipped("sql")


def resources_dir() -> Path:
    """The folder of icons, prompts and other files that the program ships."""
    return _shipped("resources")


def _shipped(name: str) -> Path:
    """A shipped folder: inside the package when installed or frozen, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
