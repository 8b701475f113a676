"""Makes from the bundle what one installs on Linux: a folder for AppImage, and a Debian package.

``linux.py BUNDLE ICONS FOLDER`` writes both into the folder. The package needs ``dpkg-deb``, and is left out
without it. Neither holds a script that runs at removal, so nobody's data is ever touched.
"""

import platform
import re
import shutil
import subprocess
import sys
from email.message import Message
from importlib.metadata import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "personaui-desktop"
APP_ID = "org.personaui.PersonaUI"
APP_DIR = "PersonaUI-Desktop.AppDir"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
DEPENDS = (
    "ca-certificates",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++6",
    "libwayland-client0",
    "libwayland-cursor0",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "xkb-data",
    "zlib1g",
)
"""Packages with the libraries that the bundle leaves to the system; see ``left_out.py``."""
RECOMMENDS = (
    "ca-certificates",
    "fonts-noto-core",
    "fonts-noto-color-emoji",
    "gnome-keyring | kwalletmanager",
)


def lay_out(bundle: Path, icons: Path, prefix: Path) -> None:
    """Lay the program and what a desktop reads about it into a folder such as ``/usr``."""
    shutil.copytree(bundle, prefix / "lib" / NAME, symlinks=True)
    (prefix / "bin").mkdir()
    (prefix / "bin" / NAME).symlink_to(Path("..") / "lib" / NAME / NAME)
    share = prefix / "share"
    _copy(HERE / "linux" / f"{NAME}.desktop", share / "applications")
    _copy(HERE / "linux" / f"{APP_ID}.metainfo.xml", share / "metainfo")
    _copy(HERE.parents[1] / "LICENSE", share / "doc" / NAME / "copyright", is_file=True)
    for icon in icons.glob("*.png"):
        size = f"{icon.stem}x{icon.stem}"
        _copy(icon, share / "icons" / "hicolor" / size / "apps" / f"{NAME}.png", is_file=True)


def make_app_dir(bundle: Path, icons: Path, folder: Path) -> Path:
    """The folder from which ``appimagetool`` makes an AppImage, and which runs by its ``AppRun``."""
    app_dir = _emptied(folder / APP_DIR)
    lay_out(bundle, icons, app_dir / "usr")
    share = Path("usr") / "share"
    (app_dir / "AppRun").symlink_to(Path("usr") / "bin" / NAME)
    (app_dir / f"{NAME}.desktop").symlink_to(share / "applications" / f"{NAME}.desktop")
    for link in (f"{NAME}.png", ".DirIcon"):
        (app_dir / link).symlink_to(share / "icons" / "hicolor" / "256x256" / "apps" / f"{NAME}.png")
    return app_dir


def make_deb(bundle: Path, icons: Path, folder: Path, staging: Path) -> Path:
    """A Debian package, named as they are: name, version, architecture."""
    about = metadata(NAME)
    architecture = ARCHITECTURES[platform.machine()]
    lay_out(bundle, icons, _emptied(staging) / "usr")
    (staging / "DEBIAN").mkdir()
    control = _control(about, architecture, bundle)
    (staging / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    package = folder / f"{NAME}_{about['Version']}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(staging), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def oldest_libc(bundle: Path) -> str:
    """The version of the C library that the bundle needs, as the names in its libraries say."""
    versions = {(2, 0)}
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found = re.findall(rb"\0GLIBC_(\d+)\.(\d+)(?=\0)", path.read_bytes())
            versions |= {(int(major), int(minor)) for major, minor in found}
    return ".".join(map(str, max(versions)))


def _control(about: Message, architecture: str, bundle: Path) -> str:
    kilobytes = sum(path.lstat().st_size for path in bundle.rglob("*")) // 1024
    fields = {
        "Package": NAME,
        "Version": about["Version"],
        "Architecture": architecture,
        "Maintainer": "The PersonaUI Desktop authors <personaui-desktop@localhost>",
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join((f"libc6 (>= {oldest_libc(bundle)})", *DEPENDS)),
        "Recommends": ", ".join(RECOMMENDS),
        "Section": "net",
        "Priority": "optional",
        "Description": about["Summary"],
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _copy(source: Path, target: Path, is_file: bool = False) -> None:
    """Copy a file into a folder, or to a name."""
    (target.parent if is_file else target).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target if is_file else target / source.name)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def main(bundle: Path, icons: Path, folder: Path) -> None:
    """Make both, and say where they are."""
    made = [bundle, make_app_dir(bundle, icons, folder)]
    if shutil.which("dpkg-deb"):
        made.append(make_deb(bundle, icons, folder, icons.with_name("deb")))
    sys.stdout.writelines(f"{path}\n" for path in made)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
