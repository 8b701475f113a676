"""Gives what the program starts, such as a browser, the environment that it was started in itself.

The bundle's starter has its own libraries found first by a variable, which each child would inherit: a
browser would load ours in place of its own. The system has read it by the time this runs, so it can go.
"""

import os

for _variable in ("LD_LIBRARY_PATH", "LIBPATH"):
    os.environ.pop(_variable, None)
    _before = os.environ.pop(f"{_variable}_ORIG", None)
    if _before is not None:
        os.environ[_variable] = _before
