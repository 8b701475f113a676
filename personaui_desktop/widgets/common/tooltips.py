"""Tooltips for text that somebody else wrote."""


def tooltip(text: str) -> str:
    """The text as a tooltip that wraps, whatever marks it holds; a long one is cut."""
    shown = text if len(text) <= 600 else text[:599] + "…"
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if escaped.strip() else ""
