"""Qt's tools for translators, as they run on the package: what they collect, and a language made of it."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6
from PySide6.QtCore import QTranslator

OPEN, CLOSE = "⟦", "⟧"


def collected(folder: Path, scratch: Path) -> dict[tuple[str, str], ET.Element]:
    """Every sentence below a folder that ``lupdate`` finds, by room and source, as a message of its file."""
    tree = _extract(folder, scratch)
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in tree.iter("context")
        for message in context.iter("message")
    }


def decorated(folder: Path, scratch: Path) -> QTranslator:
    """A language with Polish numbers in which every sentence below a folder is between ``⟦`` and ``⟧``."""
    tree = _extract(folder, scratch)
    tree.getroot().set("language", "pl")
    for message in tree.iter("message"):
        _translate(message)
    written, compiled = scratch / "decorated.ts", scratch / "decorated.qm"
    tree.write(written, encoding="utf-8", xml_declaration=True)
    _run("lrelease", "-silent", written, "-qm", compiled)
    translator = QTranslator()
    assert translator.load(str(compiled))
    return translator


def _translate(message: ET.Element) -> None:
    source = message.findtext("source", "")
    translation = message.find("translation")
    assert translation is not None
    translation.attrib.clear()
    one, bar, _other = source.partition("|")
    if not bar:
        translation.text = f"{OPEN}{source}{CLOSE}"
        return
    message.set("numerus", "yes")
    translation.text = None
    for letter in "abc":
        form = ET.SubElement(translation, "numerusform")
        # Sentences stay as they are, and the test's own can tell which form it got.
        form.text = f"{OPEN}{{n}} {letter}{CLOSE}" if one == "{n} message" else f"{OPEN}{one}{CLOSE}"


def _extract(folder: Path, scratch: Path) -> ET.ElementTree:
    files = scratch / "files.lst"
    files.write_text("\n".join(str(path) for path in sorted(folder.rglob("*.py"))), encoding="utf-8")
    found = scratch / "found.ts"
    aliases = "QT_TRANSLATE_NOOP+=Phrase"
    _run("lupdate", "-silent", "-locations", "none", "-tr-function-alias", aliases, f"@{files}", "-ts", found)
    return ET.parse(found)


def _run(tool: str, *arguments: object) -> None:
    name = f"{tool}.exe" if sys.platform == "win32" else tool
    subprocess.run([Path(PySide6.__file__).parent / name, *map(str, arguments)], check=True, timeout=120)
