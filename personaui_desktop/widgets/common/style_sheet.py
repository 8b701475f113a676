"""The application's palette and its one style sheet, both made from the tokens."""

from string import Template

from PySide6.QtGui import QColor, QPalette

from personaui_desktop.widgets.common.tokens import Tokens, blend

_SHEET = Template("""
QToolTip { background: $page; color: $text; border: 1px solid $line; padding: 4px 8px; }
QMenuBar { background: $window; color: $dim; border: none; border-bottom: 1px solid $line; padding: 0 4px; }
QMenuBar::item { padding: 6px 10px; border-radius: 6px; background: transparent; }
QMenuBar QToolButton { padding: 0; border: none; }
QMenuBar::item:selected { background: $window_hover; color: $text; }
QMenu { background: $page; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; border: 1px solid transparent; }
QMenu::item:selected { background: $selected; border-color: $selected_line; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QPushButton, QToolButton { border-radius: 8px; border: 1px solid transparent; outline: none; }
QPushButton { min-height: 30px; padding: 0 12px; background: $page; color: $text; border-color: $line; }
QPushButton:hover { background: $page_hover; }
QPushButton:pressed { background: $page_press; }
QPushButton:disabled { color: $disabled; background: $window; }
QPushButton:focus { border-color: $accent; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; border-color: $accent_press; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $disabled; border-color: $line; }
QPushButton[kind="danger"] { color: $warn; }
QPushButton[kind="danger"]:disabled { color: $disabled; }
QPushButton[kind="quiet"] {
    background: transparent; color: $accent; border-color: transparent; padding: 0 8px; }
QPushButton[kind="quiet"][tone="dim"] { color: $dim; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed { background: $press; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QToolButton { background: transparent; color: $dim; padding: 5px; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:checked { background: $press; color: $text; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $window; }
QCalendarWidget QToolButton { color: $text; }

QAbstractScrollArea { border: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox {
    background: $window; color: $text; border: 1px solid $edge; border-radius: 8px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $dim; }
QLineEdit, QSpinBox { min-height: 28px; padding: 1px 8px; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QSpinBox:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled { color: $disabled; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 1px solid $warn; }

QMessageBox, QDialogButtonBox { button-layout: 3; }
QLabel#qt_msgbox_label { font-weight: 600; }
QLabel#qt_msgbox_informativelabel { color: $dim; min-width: 320px; }

QListView { outline: none; background: transparent; }
QTreeView { background: $page; border: 1px solid $line; border-radius: 8px; outline: none; padding: 2px; }
QTreeView::item { padding: 3px 8px; border: none; }
QTreeView::item:hover { background: $page_hover; }
QTreeView::item:selected { background: $selected; color: $text; }
QTreeView::branch:selected { background: $selected; }
QTreeView:focus { border-color: $accent; }
QHeaderView { background: transparent; }
QHeaderView::section {
    background: $page; color: $dim; border: none; border-bottom: 1px solid $line; padding: 4px 8px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }

QWidget[ground="window"] { background: $window; }
QWidget[ground="pane"] { background: $pane; }
QWidget[ground="page"] { background: $page; }
QLabel[tone="dim"] { color: $dim; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="ok"] { color: $ok; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of the whole application.

    Dynamic properties it knows: ``kind`` of buttons (``primary``, ``quiet``, ``danger``), ``ground`` of panes
    (``window``, ``pane``, ``page``), ``tone`` of labels (``dim``, ``faint``, ``warn``, ``ok``) and of quiet
    buttons (``dim``), ``wrong`` of fields (``true``).
    """
    colours = {name: getattr(tokens, name).name() for name in tokens._fields}
    derived = {
        "window_hover": tokens.hovered(tokens.window),
        "page_hover": tokens.hovered(tokens.page),
        "page_press": tokens.pressed(tokens.page),
        "accent_hover": blend(tokens.accent, tokens.text, 0.12),
        "accent_press": blend(tokens.accent, tokens.text, 0.25),
        "selected_line": blend(tokens.selected, tokens.accent, 0.35),
        "disabled": disabled(tokens),
    }
    colours |= {name: colour.name() for name, colour in derived.items()}
    return _SHEET.substitute(colours, hover=_veil(tokens.text, 14), press=_veil(tokens.text, 30))


def palette(tokens: Tokens) -> QPalette:
    """The palette for what the style sheet leaves to the style, and for painters of other hands."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.pane,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.page,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.dim,
        QPalette.ColorRole.Button: tokens.page,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.warn,
        QPalette.ColorRole.ToolTipBase: tokens.page,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Light: tokens.page,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.faint,
        QPalette.ColorRole.Shadow: tokens.line,
    }
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, disabled(tokens))
    return made


def disabled(tokens: Tokens) -> QColor:
    """The colour of text that cannot be used now."""
    return blend(tokens.pane, tokens.faint, 0.65)


def _veil(colour: QColor, alpha: int) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {alpha})"
