"""How long a text is for a model, estimated."""

BYTES_PER_TOKEN = 3.5


def estimate_tokens(text: str) -> int:
    """About how many tokens a text has: its UTF-8 bytes divided by 3.5, rounded up.

    An estimate, to be labelled so where it is shown: within about a fifth for European languages, and rather
    too high than too low for others. Only a server's own count is exact.
    """
    length = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    return -int(-length // BYTES_PER_TOKEN)
