import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.files import execute, make_legacy_file, rows_of
from support.on_file import read
from support.recalling import TIME, index_all, say

from personaui_desktop import database, paths
from personaui_desktop.database import relevance
from personaui_desktop.database.relevance import MOST_MATCHES, MemoriesToPlan, memories_to_plan
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.recall import Found


def size(text: str) -> int:
    return len(text) + 1


def choose(words: Sequence[str], room: int) -> MemoriesToPlan:
    index_all()
    return read(memories_to_plan, [say(" ".join(words))], room, size, lambda number: room - number)


def texts(found: MemoriesToPlan) -> list[str]:
    return [memory.content for memory in found.memories]


def relevant(found: MemoriesToPlan) -> list[str]:
    by_id: dict[int, Memory] = {memory.id: memory for memory in found.memories}
    return [by_id[each].content for each in found.relevant or ()]


def remember(*contents: str) -> list[int]:
    return [database.save_memory(None, content) for content in contents]


def test_all_are_read_while_they_fit_oldest_first() -> None:
    remember("one", "two", "three")
    found = choose(["two"], 14)
    assert texts(found) == ["one", "two", "three"]
    assert found.relevant is None
    assert found.unread == (0, 0)
    assert choose(["two"], 13).relevant is not None


def test_where_not_all_fit_the_best_match_comes_first() -> None:
    remember("lamp at the pier", "the cat", "an old pier", "Grüße vom Café", *["filler"] * 50)
    found = choose(["pier", "lamp", "cafe", "nothing"], 20)
    assert relevant(found)[0] == "lamp at the pier"
    assert set(relevant(found)[1:]) == {"an old pier", "Grüße vom Café"}
    assert found.unread.number == 54 - len(found.memories)
    assert found.unread.number > 0


def test_memories_that_are_off_are_neither_read_nor_counted() -> None:
    off, _ = remember("pier off", "pier on")
    remember(*["filler"] * 40)
    database.toggle_memory_status(off)
    found = choose(["pier"], 10)
    assert relevant(found) == ["pier on"]
    assert "pier off" not in texts(found)


def test_a_word_that_most_contain_is_not_looked_for() -> None:
    remember(*["common"] * (MOST_MATCHES + 1), "common rare")
    assert relevant(choose(["common", "rare"], 20)) == ["common rare"]
    assert relevant(choose(["common"], 20)) == []


def test_where_its_beginning_tells_nothing_a_word_is_looked_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relevance, "MOST_MATCHES", 3)
    remember("the harbour", *["harboring"] * 9)
    assert relevant(choose(["harbour"], 5)) == ["the harbour"]


def test_what_would_take_too_long_is_looked_for_in_the_memories_own_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = database.create_session()
    for number in range(9):
        said = database.save_message("storm", True, session_id=session)
        database.save_memory(session, "a storm" if number == 4 else "a day", "default", said, said)
    remember("the pier", *["filler"] * 9)
    assert len(relevant(choose(["storm", "pier"], 5))) == 10
    monkeypatch.setattr(relevance, "MOST_TOGETHER", 3)
    assert set(relevant(choose(["storm", "pier"], 5))) == {"a storm", "the pier"}
    monkeypatch.setattr(relevance, "MOST_TOGETHER", 1)
    assert relevant(choose(["storm", "pier"], 5)) == ["the pier"]


def test_earlier_messages_are_asked_only_where_the_newest_tells_little() -> None:
    remember("storm", "pier", "anchor", "keeper", *["filler"] * 9)
    index_all()

    def found(*texts: str) -> set[str]:
        messages = [say(text, number) for number, text in enumerate(texts)]
        return set(relevant(read(memories_to_plan, messages, 5, size, lambda _number: 0)))

    assert found("storm pier anchor", "keeper") == {"storm", "pier", "anchor"}
    assert found("storm pier", "keeper") == {"storm", "pier", "keeper"}


def test_it_is_told_by_which_words_of_which_message_a_memory_was_found() -> None:
    (both, other, *_) = remember("Keepers of the lighthouse", "A lighthouse", *["filler"] * 9)
    index_all()
    messages = [say("Lighthouse Keeper", 7), say("lighthouse filler", 5, mine=False)]
    found = read(memories_to_plan, messages, 5, size, lambda _number: 0).relevant
    assert found is not None
    assert found[both] == Found(("Keeper", "Lighthouse"), 7, TIME, is_user=True)
    assert found[other] == Found(("Lighthouse",), 7, TIME, is_user=True)


def test_the_index_follows_every_change(data_dir: Path) -> None:
    ids = remember("alpha", "beta", *["filler"] * 30)
    database.update_memory(ids[0], "gamma")
    database.delete_memory(ids[1])
    assert relevant(choose(["alpha", "beta", "gamma"], 5)) == ["gamma"]
    # Another program, which knows nothing of the index.
    execute(data_dir / "main.db", "UPDATE memories SET content = 'delta' WHERE content = 'gamma'")
    execute(data_dir / "main.db", "INSERT INTO memories (content) VALUES ('epsilon')")
    assert set(relevant(choose(["gamma", "delta", "epsilon"], 5))) == {"delta", "epsilon"}


def test_an_old_file_gets_its_index(data_dir: Path) -> None:
    make_legacy_file(data_dir / "main.db", "default", "ranges")
    assert [each.content for each in choose(["memory"], 1).memories] == ["Memory 1", "Memory 2"]
    assert len(choose(["memory"], 1).relevant or ()) == 2
    assert rows_of(data_dir / "main.db", "memories")[0]["content"] == "Memory 1"


def test_an_unknown_persona_has_none() -> None:
    assert (
        read(memories_to_plan, [say("x")], 10, size, lambda number: 10 - number, on="nobody").memories == []
    )


@pytest.mark.parametrize("word", ["and", "near", "not", "or", "select"])
def test_words_of_the_query_language_are_words(word: str) -> None:
    remember(f"{word} something", *["filler"] * 30)
    assert relevant(choose([word], 5)) == [f"{word} something"]


@given(st.lists(st.text(max_size=8), max_size=12), st.integers(0, 60), st.randoms(use_true_random=False))
def test_what_is_read_and_what_is_not_are_all(
    tmp_path_factory: pytest.TempPathFactory, contents: list[str], room: int, rng: random.Random
) -> None:
    paths.choose_data_dir(tmp_path_factory.mktemp("data"))
    try:
        contents = [text.replace("\0", "") for text in contents if text.isprintable()]
        ids = remember(*contents)
        on = [text for text, each in zip(contents, ids, strict=True) if rng.random() < 0.7 or not _off(each)]
        found = choose([], room)
        assert len(found.memories) + found.unread.number == len(on)
        assert sum(len(text.encode()) for text in texts(found)) + found.unread.text_bytes == sum(
            len(text.encode()) for text in on
        )
        assert sorted(found.memories, key=lambda memory: memory.id) == found.memories
    finally:
        paths.choose_data_dir(None)


def _off(memory_id: int) -> bool:
    return database.toggle_memory_status(memory_id)
