from pathlib import Path

import pytest
from support.on_file import read, store_profile

from personaui_desktop.database.personas import read_profile
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.personas import Profile


def test_a_profile_is_written_and_replaced() -> None:
    assert read(read_profile, on="mia") is None
    profile = Profile("Mia 🌙", "A gardener.", "Hello, {{user}}!", b"\x89PNG\0")
    store_profile(profile, "mia")
    assert read(read_profile, on="mia") == profile
    store_profile(profile._replace(avatar=None, greeting=""), "mia")
    assert read(read_profile, on="mia") == Profile("Mia 🌙", "A gardener.")


@pytest.mark.parametrize(
    "profile",
    [
        Profile("\ud800"),
        Profile("Mia", "\udfff"),
        Profile("Mia", greeting="\ud800"),
        Profile("Mia", avatar="x"),
    ],
)
def test_a_profile_that_cannot_be_stored_is_refused(profile: Profile, data_dir: Path) -> None:
    with pytest.raises(InvalidInput):
        store_profile(profile, "mia")
    assert list(data_dir.iterdir()) == []
