"""A Debian with nothing in it but what a package asks for, in which the packaged program is tried."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from platform import freedesktop_os_release

PERSON = 1000
"""The user and the group that the program runs as."""
HOME = Path("home/person")
IN_ROOT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
UNSEEN = ("dev", "proc", "sys")

Seen = dict[Path, tuple[int, int]]


class CleanRoot:
    """A folder that is the root of all that runs in it. The network and the screen are the machine's.

    Args:
        folder: where it is, or is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def home(self) -> Path:
        """The person's home, seen from outside."""
        return self.folder / HOME

    def make(self) -> None:
        """Make it of this machine's release, with the base system alone and one person."""
        suite = freedesktop_os_release()["VERSION_CODENAME"]
        _run(["debootstrap", "--variant=minbase", suite, str(self.folder)])
        self.run("useradd", "--create-home", "--home-dir", f"/{HOME}", "--uid", str(PERSON), "person")

    def forget_person(self) -> None:
        """Have the person begin anew, where the root has been used before."""
        for kept in (".cache", ".local"):
            shutil.rmtree(self.home / kept, ignore_errors=True)

    def install(self, package: Path) -> None:
        """Install a package file with what it depends on, and nothing that it only recommends."""
        inside = self.home / package.name
        inside.write_bytes(package.read_bytes())
        self.run("apt-get", "-qq", "update")
        self.add("--reinstall", f"/{HOME / package.name}")
        inside.unlink()

    def add(self, *names: str) -> None:
        """Install packages, and nothing that they only recommend."""
        self.run("apt-get", "-qq", "-y", "install", "--no-install-recommends", *names)

    def remove(self, name: str) -> None:
        """Remove a package as thoroughly as Debian can."""
        self.run("apt-get", "-qq", "-y", "purge", name)

    def run(self, *command: str) -> str:
        """Run a command as the root's root; what it said.

        Raises:
            subprocess.CalledProcessError: it failed. What it said has been shown.
        """
        return _run([*self._entered(), *command], env=IN_ROOT)

    def start(self, *command: str, **environment: str) -> "subprocess.Popen[str]":
        """Start a command as the person, with this environment and nothing else of the machine's."""
        surroundings = IN_ROOT | {"HOME": f"/{HOME}", **environment}
        entered = self._entered(f"--userspec={PERSON}:{PERSON}")
        return subprocess.Popen(
            [*entered, *command],
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def has(self, command: str) -> bool:
        """Whether it has a command of that name."""
        return any((self.folder / place / command).exists() for place in ("usr/bin", "usr/local/bin"))

    def seen(self) -> Seen:
        """Every file in it, with its size and when it was changed."""
        found = {}
        for entry in self.folder.iterdir():
            if entry.name not in UNSEEN:
                for path in [entry, *(entry.rglob("*") if entry.is_dir() and not entry.is_symlink() else ())]:
                    if path.is_symlink() or path.is_file():
                        state = path.lstat()
                        found[path.relative_to(self.folder)] = (state.st_size, state.st_mtime_ns)
        return found

    def _entered(self, *options: str) -> Sequence[str]:
        # Everything that is mounted and started within goes with the command.
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.folder}/proc"]
        return [*alone, "chroot", *options, str(self.folder)]


def _run(command: Sequence[str], env: dict[str, str] | None = None) -> str:
    finished = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if finished.returncode:
        sys.stderr.write(finished.stdout + finished.stderr)
        finished.check_returncode()
    return finished.stdout
