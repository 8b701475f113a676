"""The pictures that a card names: which of its files each is, and how each container names them."""

from base64 import b64decode
from collections.abc import Callable, Iterable

from personaui_desktop.cards.card import CardFile, Json

_SCHEMES = ("embeded://", "embedded://", "__asset:")
"""How a file inside is named: as it was specified, as it is spelled, and by an older program."""
_DATA = "data:"
_ICON = "icon"


def icon_of(data: Json, files: Iterable[CardFile]) -> tuple[bytes | None, bool]:
    """The character's picture among the files, and whether the card names one that is not there."""
    icons = [each for each in _assets(data) if each.get("type") == _ICON]
    icons.sort(key=_is_other_than_main)
    is_missing = False
    for icon in icons:
        uri = icon.get("uri")
        content = content_of(uri, files) if isinstance(uri, str) else None
        if content is not None:
            return content, False
        is_missing = is_missing or (isinstance(uri, str) and path_in(uri) is not None)
    return None, is_missing


def content_of(uri: str, files: Iterable[CardFile]) -> bytes | None:
    """What an address stands for: a file that came along, or data within it. Nothing is ever fetched."""
    if uri[: len(_DATA)].lower() == _DATA:
        return _data_of(uri)
    path = path_in(uri)
    return None if path is None else _file_named(path, list(files))


def path_in(uri: str) -> str | None:
    """The name of the file that an address means; ``None`` where it means none inside."""
    for scheme in _SCHEMES:
        if uri[: len(scheme)].lower() == scheme:
            return uri[len(scheme) :]
    return None


def renamed(data: Json, names: dict[str, str], scheme: str) -> Json:
    """The data with every file's address in one scheme, and under its new name."""
    if not any(isinstance(each.get("uri"), str) and path_in(each["uri"]) for each in _assets(data)):
        return data
    assets = [_moved(each, names, scheme) if isinstance(each, dict) else each for each in data["assets"]]
    return data | {"assets": assets}


def _moved(asset: Json, names: dict[str, str], scheme: str) -> Json:
    path = path_in(asset["uri"]) if isinstance(asset.get("uri"), str) else None
    name = None if path is None else _name_among(path, list(names))
    return asset if name is None else asset | {"uri": scheme + names[name]}


def _assets(data: Json) -> list[Json]:
    found = data.get("assets")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _is_other_than_main(icon: Json) -> bool:
    return icon.get("name") != "main"


def _file_named(path: str, files: list[CardFile]) -> bytes | None:
    name = _name_among(path, [file.path for file in files])
    return next((file.content for file in files if file.path == name), None)


def _name_among(path: str, names: list[str]) -> str | None:
    """The name that is meant: the same, the same in other letters, or with the same last part."""
    for alike in (_as_it_is, str.casefold, _last_part):
        key: Callable[[str], str] = alike
        for name in names:
            if key(name) == key(path):
                return name
    return None


def _as_it_is(path: str) -> str:
    return path


def _last_part(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].casefold()


def _data_of(uri: str) -> bytes | None:
    head, comma, code = uri.partition(",")
    if not comma or not head.lower().endswith(";base64"):
        return None
    try:
        return b64decode(code)
    except ValueError:
        return None


def with_icon(data: Json, uri: str, ending: str) -> Json:
    """The data with another main picture; whatever else it says of that stays."""
    known = data.get("assets")
    assets = list(known) if isinstance(known, list) else []
    icons = [at for at, each in enumerate(assets) if isinstance(each, dict) and each.get("type") == _ICON]
    icons.sort(key=lambda at: _is_other_than_main(assets[at]))
    icon = {"type": _ICON, "uri": uri, "name": "main", "ext": ending}
    if icons:
        assets[icons[0]] = assets[icons[0]] | icon
    else:
        assets.append(icon)
    return data | {"assets": assets}
