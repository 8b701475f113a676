"""How large avatars are, wherever they are shown, in pixels that a screen's scaling has not enlarged yet."""

IN_RAIL = 40
IN_HEADER = 32
BESIDE_MESSAGES = 28
BEFORE_FIRST_MESSAGE = 72
IN_EDITOR = 72
