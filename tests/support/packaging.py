"""The modules of the packaging folder, which are no part of the program."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "packaging"


def packaging(name: str) -> ModuleType:
    """A module of that folder, loaded anew."""
    spec = spec_from_file_location(f"packaging_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert spec.name not in sys.modules
    return module
