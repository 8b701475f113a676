from personaui_desktop.conversation.kinds import KINDS, SegmentKind


def test_every_kind_has_its_row() -> None:
    assert set(KINDS) == set(SegmentKind)


def test_what_stands_nowhere_else_is_kept_by_receipts() -> None:
    assert {kind for kind, row in KINDS.items() if row.keeps_text} == {
        SegmentKind.TIME,
        SegmentKind.LAST_INSTRUCTION,
        SegmentKind.INSTRUCTION,
    }
