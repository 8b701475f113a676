from personaui_desktop.widgets.commands.help import ShortcutsDialog
from personaui_desktop.widgets.commands.key_names import as_named, plain, shown
from personaui_desktop.widgets.main_window import MainWindow


def test_the_help_shows_every_key(window: MainWindow) -> None:
    tree = ShortcutsDialog(window.commands, window).tree
    groups = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    rows = [
        (group.child(at).text(0), group.child(at).text(1))
        for group in groups
        for at in range(group.childCount())
    ]
    for command in window.commands:
        for keys, usage in ((command.keys, command.slash_usage), (command.pane_keys, "")):
            ways = ", ".join(filter(None, (*dict.fromkeys(map(shown, map(as_named, keys))), usage)))
            assert not keys or (plain(command.title), ways) in rows
    assert len({group.text(0) for group in groups}) == len(groups)


def test_what_keys_do_is_read_whole(window: MainWindow) -> None:
    dialog = ShortcutsDialog(window.commands, window)
    dialog.show()
    tree, metrics = dialog.tree, dialog.tree.fontMetrics()
    groups = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    rows = [group.child(at) for group in groups for at in range(group.childCount())]
    for column in (0, 1):
        widest = max(rows, key=lambda row: metrics.horizontalAdvance(row.text(column)))
        room = tree.columnWidth(column) - (tree.indentation() if column == 0 else 0)
        assert metrics.horizontalAdvance(widest.text(column)) < room, widest.text(column)
