import shutil
import subprocess
from email.message import Message
from pathlib import Path

import pytest
from support.packaging import ROOT, packaging

linux = packaging("linux")
NAME = "personaui-desktop"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A program that answers, and a library that says what it needs."""
    folder = tmp_path / NAME
    (folder / "_internal").mkdir(parents=True)
    program = folder / NAME
    program.write_text("#!/bin/sh\necho it runs\n", encoding="utf-8")
    program.chmod(0o755)
    names = b"\0GLIBC_2.9\0GLIBC_2.34\0GLIBC_2.4\0GLIBC_PRIVATE\0"
    (folder / "_internal" / "some.so").write_bytes(b"\x7fELF" + names)
    (folder / "_internal" / "link.so").symlink_to("some.so")
    return folder


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    packaging("icons").make_icons(ROOT / "resources" / "icons" / "personaui.png", tmp_path / "icons")
    return tmp_path / "icons"


def test_the_folder_for_appimage_runs_and_is_drawn(bundle: Path, icons: Path, tmp_path: Path) -> None:
    app_dir = linux.make_app_dir(bundle, icons, tmp_path / "out")
    said = subprocess.run([app_dir / "AppRun"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert said == "it runs\n"
    assert (app_dir / f"{NAME}.desktop").read_text(encoding="utf-8").startswith("[Desktop Entry]")
    for picture in (app_dir / ".DirIcon", app_dir / f"{NAME}.png"):
        assert picture.read_bytes().startswith(b"\x89PNG")


def test_what_a_desktop_reads_lies_where_it_looks(bundle: Path, icons: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "usr"
    linux.lay_out(bundle, icons, prefix)
    share = prefix / "share"
    assert (share / "applications" / f"{NAME}.desktop").is_file()
    assert (share / "metainfo" / "org.personaui.PersonaUI.metainfo.xml").is_file()
    assert "MIT" in (share / "doc" / NAME / "copyright").read_text(encoding="utf-8")
    sizes = {path.parts[-3] for path in share.glob(f"icons/hicolor/*/apps/{NAME}.png")}
    assert sizes == {"16x16", "24x24", "32x32", "48x48", "64x64", "128x128", "256x256"}
    assert (prefix / "lib" / NAME / "_internal" / "link.so").is_symlink()


def test_the_newest_c_library_that_is_named_is_needed(bundle: Path) -> None:
    assert linux.oldest_libc(bundle) == "2.34"


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_the_package_says_what_it_needs_and_runs_nothing_at_removal(
    bundle: Path, icons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = Message()
    about["Version"], about["Summary"] = "1.2.3", "Talk with personas"
    monkeypatch.setattr(linux, "metadata", {NAME: about}.__getitem__)
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    package = linux.make_deb(bundle, icons, tmp_path, tmp_path / "staging")
    assert package.name == "personaui-desktop_1.2.3_amd64.deb"
    fields = subprocess.run(
        ["dpkg-deb", "--field", package], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert "Version: 1.2.3\n" in fields
    assert "Depends: libc6 (>= 2.34), " in fields
    subprocess.run(["dpkg-deb", "--control", package, tmp_path / "control"], check=True, timeout=60)
    assert [path.name for path in (tmp_path / "control").iterdir()] == ["control"]
