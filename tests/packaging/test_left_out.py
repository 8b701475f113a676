import pytest
from support.packaging import packaging

from personaui_desktop.command_line import X11_LIBRARIES

left_out = packaging("left_out")
PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "target",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        "PySide6/plugins/platforms/qwindows.dll",
        f"{PLUGINS}/platforms/libqcocoa.dylib",
        f"{PLUGINS}/imageformats/libqwebp.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/QtWidgets.abi3.so",
        "libpython3.11.so.1.0",
        "libssl.so.3",
        "libsqlite3.so.0",
        "personaui_desktop/sql/chat.sql",
        "personaui_desktop/resources/translations/personaui_de.qm",
        *X11_LIBRARIES,
    ],
)
def test_what_the_program_loads_comes_along(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert left_out.is_wanted(target)


@pytest.mark.parametrize(
    "target",
    [
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        f"{PLUGINS}/imageformats/libqtiff.so",
        f"{PLUGINS}/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6",
        "libQt6Quick.so.6",
        "libstdc++.so.6",
        "libX11.so.6",
        "libwayland-client.so.0",
        "libglib-2.0.so.0",
        "libdbus-1.so.3",
    ],
)
def test_what_it_never_loads_or_the_desktop_has_does_not(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not left_out.is_wanted(target)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_keep_their_libraries(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert left_out.is_wanted("PySide6/Qt6Network.dll")
    assert left_out.is_wanted("libz.dylib")
    assert not left_out.is_wanted("PySide6/plugins/tls/qschannelbackend.dll")


def test_libraries_that_nothing_needs_any_more_stay_behind() -> None:
    entries = [
        ("PySide6/QtGui.abi3.so", "/site/QtGui", "EXTENSION"),
        (f"{PLUGINS}/platforms/libqxcb.so", "/site/qxcb", "BINARY"),
        ("libpython3.11.so.1.0", "/lib/python", "BINARY"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/site/libQt6Gui", "BINARY"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libxcb-cursor.so.0", "/lib/cursor", "BINARY"),
        ("libgtk-3.so.0", "/lib/gtk", "BINARY"),
    ]
    needs = {"/site/QtGui": ["libQt6Gui.so.6"], "/site/qxcb": ["libxcb-cursor.so.0", "libQt6Gui.so.6"]}
    kept = left_out.without_idle(entries, lambda source: [(name, None) for name in needs.get(source, [])])
    assert kept == entries[:-1]
