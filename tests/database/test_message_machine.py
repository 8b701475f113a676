"""What can be done with messages, in any order, with undo, other programs and kills, against a plain list."""

import tempfile
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from support.on_file import read, write

from personaui_desktop import database, paths
from personaui_desktop.database import (
    edits,
    interrupted,
    marks,
    messages,
    pages,
    replies,
    undo_steps,
    versions,
)
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import writing
from personaui_desktop.database.receipts import get_receipt, store_receipt
from personaui_desktop.errors import CannotUndo
from personaui_desktop.records.messages import Marks, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

texts = st.sampled_from(["tea", "Größe 🌙", "a longer line\nand another"])
picks = st.integers(0, 1_000)
STATUSES = [ReplyStatus.COMPLETE, ReplyStatus.STOPPED, ReplyStatus.FAILED, ReplyStatus.INTERRUPTED]


@dataclass
class Said:
    """A version: what it says, how its reply ended, what its receipt names."""

    text: str
    status: ReplyStatus | None = None
    receipt: str | None = None
    number: int = field(default_factory=count().__next__)
    """By which it is known; later ones have larger ones, and stand behind."""


@dataclass
class Row:
    """A message: its versions, which of them is chosen, its marks."""

    id: int
    is_user: bool
    versions: list[Said]
    chosen: int = 0
    marks: Marks = field(default_factory=Marks)

    @property
    def says(self) -> Said:
        return self.versions[self.chosen]

    def take_over(self, found: "Row", then: "Row") -> None:
        """Whatever is different in two states of it is to be as in the second."""
        chosen = (then if found.says.number != then.says.number else self).says.number
        was, wanted = ({each.number: each for each in row.versions} for row in (found, then))
        kept = {each.number: each for each in self.versions if each.number not in was.keys() - wanted.keys()}
        kept |= {number: each for number, each in wanted.items() if each != was.get(number)}
        self.versions = [kept[number] for number in sorted(kept)]
        self.chosen = sorted(kept).index(chosen)
        marks = zip(Marks._fields, found.marks, then.marks, strict=True)
        self.marks = self.marks._replace(**{name: new for name, old, new in marks if new != old})


Talk = list[Row]


class MessageMachine(RuleBasedStateMachine):
    """Every rule does the same to the file and to a list, and keeps what the list was before each step."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        paths.choose_data_dir(self._folder.name)
        self.session = database.create_session()
        self.talk: Talk = []
        self.done: list[tuple[Talk, Talk, set[int]]] = []
        self.undone: list[tuple[Talk, Talk, set[int]]] = []
        self.arriving: tuple[int, int, int] | None = None
        """The message, its version before, and how many steps were done before."""
        self.receipts = 0

    def teardown(self) -> None:
        paths.choose_data_dir(None)
        self._folder.cleanup()

    def at(self, pick: int) -> Row:
        return self.talk[pick % len(self.talk)]

    def step(self, before: Talk, *touched: Row) -> None:
        """Something was done that can be taken back."""
        if before != self.talk:
            self.done.append((before, deepcopy(self.talk), {row.id for row in touched}))
            self.undone.clear()

    def changed_otherwise(self, row: Row) -> None:
        """Steps with this message cannot be taken back any more, or done again."""
        for step in (*self.done, *self.undone):
            step[2].add(-row.id)

    # What a person and a model say.

    @rule(text=texts)
    def say(self, text: str) -> None:
        made = database.save_message(text, True, session_id=self.session)
        self._add(Row(made, True, [Said(text)]))

    @precondition(lambda self: self.arriving is None)
    @rule(text=texts, status=st.sampled_from(STATUSES))
    def reply(self, text: str, status: ReplyStatus) -> None:
        made = write(replies.begin_reply, self.session, "Mia", "run")
        receipt = self._store_receipt(made)
        write(replies.finish_reply, made, text, ReplyOutcome(status))
        self._add(Row(made, False, [Said(text, status, receipt)]))

    @precondition(lambda self: self.arriving is None and any(not row.is_user for row in self.talk))
    @rule(pick=picks, text=st.sampled_from(["", "half", "the other answer"]))
    def begin_anew(self, pick: int, text: str) -> None:
        """Another version arrives, and has come so far."""
        found = [row for row in self.talk if not row.is_user]
        row = found[pick % len(found)]
        write(replies.begin_anew, row.id, "Mia", "run")
        receipt = self._store_receipt(row.id)
        write(replies.store_reply_text, row.id, text)
        self.arriving = row.id, row.chosen, len(self.done)
        row.versions.append(Said(text, ReplyStatus.STREAMING, receipt))
        row.chosen = len(row.versions) - 1

    @precondition(lambda self: self.arriving is not None)
    @rule(text=st.sampled_from(["", "the whole"]), status=st.sampled_from(STATUSES[1:]))
    def finish(self, text: str, status: ReplyStatus) -> None:
        row = self._arriving()
        status = ReplyStatus.COMPLETE if text and status is ReplyStatus.STOPPED else status
        write(replies.finish_reply, row.id, text, ReplyOutcome(status))
        self._ended(row, text, status)

    @precondition(lambda self: self.arriving is not None)
    @rule()
    def kill_and_open_again(self) -> None:
        row = self._arriving()
        write(interrupted.mark_interrupted_replies, "the next run")
        self._ended(row, row.says.text, ReplyStatus.INTERRUPTED)

    # What a person does with it.

    @precondition(lambda self: self._still())
    @rule(pick=picks, text=texts, keeps=st.booleans())
    def edit(self, pick: int, text: str, keeps: bool) -> None:
        row, before = self.at(pick), deepcopy(self.talk)
        write(edits.edit_message, row.id, text, keeps_version=keeps)
        if row.says.text == text:
            pass
        elif keeps:
            row.versions.append(Said(text))
            row.chosen = len(row.versions) - 1
        else:
            row.says.text = text
        self.step(before, row)

    @precondition(lambda self: self._still())
    @rule(pick=picks, number=st.integers(1, 3))
    def delete(self, pick: int, number: int) -> None:
        start, before = pick % len(self.talk), deepcopy(self.talk)
        gone = self.talk[start : start + number]
        if number == 2:
            write(messages.delete_range, self.session, gone[0].id, gone[-1].id)
        else:
            write(messages.delete_messages, self.session, [row.id for row in gone])
        del self.talk[start : start + number]
        self.step(before, *gone)

    @precondition(lambda self: self._still())
    @rule(pick=picks, version=picks)
    def choose(self, pick: int, version: int) -> None:
        row, before = self.at(pick), deepcopy(self.talk)
        found = read(versions.list_versions, row.id)
        if found:
            wanted = version % len(found)
            write(versions.choose_version, found[wanted].id)
            row.chosen = wanted
            self.step(before, row)

    @precondition(lambda self: self._still())
    @rule(pick=picks, version=picks)
    def delete_version(self, pick: int, version: int) -> None:
        row, before = self.at(pick), deepcopy(self.talk)
        found = read(versions.list_versions, row.id)
        if len(found) > 1:
            gone = version % len(found)
            write(versions.delete_version, found[gone].id)
            del row.versions[gone]
            if gone < row.chosen or (gone == row.chosen and gone > 0):
                row.chosen -= 1
            self.step(before, row)

    @precondition(lambda self: self.talk)
    @rule(pick=picks, on=st.booleans(), note=st.sampled_from(["", "see above"]), what=st.integers(0, 2))
    def mark(self, pick: int, on: bool, note: str, what: int) -> None:
        row, before = self.at(pick), deepcopy(self.talk)
        if what == 0:
            write(marks.set_hidden, [row.id], on)
            row.marks = row.marks._replace(is_hidden=on)
        elif what == 1:
            write(marks.set_bookmarked, row.id, on)
            row.marks = row.marks._replace(is_bookmarked=on)
        else:
            write(marks.set_note, row.id, note)
            row.marks = row.marks._replace(note=note)
        self.step(before, row)

    # What else happens.

    @precondition(lambda self: self._still())
    @rule(text=texts)
    def another_program_changes_the_last(self, text: str) -> None:
        row = self.talk[-1]
        database.update_last_message_text(self.session, text + " (theirs)")
        row.says.text = text + " (theirs)"
        self.changed_otherwise(row)

    @precondition(lambda self: self._still())
    @rule()
    def another_program_deletes_the_last(self) -> None:
        database.delete_last_message(self.session)
        self.changed_otherwise(self.talk.pop())

    @precondition(lambda self: self._still())
    @rule(pick=picks, text=texts)
    def kill_before_the_commit(self, pick: int, text: str) -> None:
        def killed() -> None:
            with writing("default") as file:
                edits.edit_message(file, self.at(pick).id, text + "!", keeps_version=True)
                messages.delete_messages(file, self.session, [self.talk[0].id])
                raise KeyboardInterrupt

        with suppress(KeyboardInterrupt):
            killed()

    @precondition(lambda self: self.arriving is None)
    @rule()
    def undo(self) -> None:
        self._take(undo_steps.undo, self.done, self.undone, 0)

    @precondition(lambda self: self.arriving is None)
    @rule()
    def redo(self) -> None:
        self._take(undo_steps.redo, self.undone, self.done, 1)

    @precondition(lambda self: self.arriving is None)
    @rule(number=st.integers(1, 4))
    def back_and_forth(self, number: int) -> None:
        for turn in (self.undo, self.redo):
            for _ in range(number):
                turn()
                self.pages_agree()
                self.versions_and_receipts_agree()

    # What always holds.

    @invariant()
    def pages_agree(self) -> None:
        found = read(pages.newest_page, self.session, 1_000).messages
        assert [(one.id, one.text, one.status, one.marks, one.version, one.versions) for one in found] == [
            (row.id, row.says.text, row.says.status, row.marks, row.chosen + 1, len(row.versions))
            for row in self.talk
        ]

    @invariant()
    def versions_and_receipts_agree(self) -> None:
        for row in self.talk:
            found = read(versions.list_versions, row.id)
            if found or len(row.versions) > 1:
                assert [(each.text, each.status) for each in found] == [
                    (each.text, each.status) for each in row.versions
                ]
                assert [place for place, each in enumerate(found) if each.is_chosen] == [row.chosen]
            receipt = read(get_receipt, row.id)
            assert (receipt and receipt.system.decode()) == row.says.receipt

    @invariant()
    def the_specified_calls_agree(self) -> None:
        found = database.get_chat_history(1_000, self.session)
        assert [one["message"] for one in found] == [row.says.text for row in self.talk]
        assert database.get_message_count(self.session) == len(self.talk)
        assert database.get_max_message_id(self.session) == (self.talk[-1].id if self.talk else None)

    @invariant()
    def bookmarks_agree(self) -> None:
        found = read(marks.bookmarks, 1_000).bookmarks
        assert [each.message_id for each in found] == [
            row.id for row in reversed(self.talk) if row.marks.is_bookmarked
        ]

    @invariant()
    def nothing_is_left_behind(self) -> None:
        with connect("default") as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            named = set(connection.execute("SELECT system_hash FROM reply_receipts"))
            named |= set(
                connection.execute("SELECT system_hash FROM message_versions WHERE system_hash IS NOT NULL")
            )
            assert set(connection.execute("SELECT system_hash FROM sent_systems")) == named
            empty = "SELECT 1 FROM message_marks WHERE NOT is_hidden AND NOT is_bookmarked AND note IS NULL"
            assert connection.execute(empty).fetchall() == []

    def _add(self, row: Row) -> None:
        """A new message stands at the end of every talk that undo may bring back."""
        self.talk.append(row)
        for before, after, _ in (*self.done, *self.undone):
            before.append(deepcopy(row))
            after.append(deepcopy(row))

    def _store_receipt(self, message_id: int) -> str:
        self.receipts += 1
        name = f"system {self.receipts}"
        write(store_receipt, message_id, name, name.encode(), b"content")
        return name

    def _still(self) -> bool:
        return self.arriving is None and bool(self.talk)

    def _arriving(self) -> Row:
        assert self.arriving is not None
        return next(row for row in self.talk if row.id == self.arriving[0])

    def _ended(self, row: Row, text: str, status: ReplyStatus) -> None:
        assert self.arriving is not None
        _, former, steps_before = self.arriving
        if text:
            row.says.text, row.says.status = text, status
            before = deepcopy(self.talk)
            next(each for each in before if each.id == row.id).chosen = former
            self.step(before, row)
            # What was done meanwhile was done after it had begun.
            self.done.insert(steps_before, self.done.pop())
        else:
            # Nothing arrived: the message is what it was, and what was done before can be taken back.
            row.versions.pop()
            row.chosen = former
            self.undone.clear()
        self.arriving = None

    def _take(
        self,
        take: object,
        steps: list[tuple[Talk, Talk, set[int]]],
        others: list[tuple[Talk, Talk, set[int]]],
        which: int,
    ) -> None:
        if not steps:
            assert read(take) is None  # type: ignore[arg-type]
            return
        step = steps.pop()
        try:
            read(take)  # type: ignore[arg-type]
        except CannotUndo:
            # Only because something else has changed the same messages since.
            assert any(-message_id in step[2] for message_id in step[2] if message_id > 0)
            return
        now = {row.id: row for row in self.talk}
        found, then = ({row.id: row for row in deepcopy(step[at])} for at in (1 - which, which))
        # Of the step's messages what it changed; all else is as it is.
        for message_id in {each for each in step[2] if each > 0}:
            if message_id not in then:
                now.pop(message_id, None)
            elif message_id in now and message_id in found:
                now[message_id].take_over(found[message_id], then[message_id])
            else:
                now[message_id] = then[message_id]
        self.talk = [now[message_id] for message_id in sorted(now)]
        others.append(step)


MessageMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestMessages = MessageMachine.TestCase
