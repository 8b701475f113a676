"""Tells replies of this run of the program from those that an earlier run left behind."""

import os

RUN_ID = os.urandom(8).hex()
