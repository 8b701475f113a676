-- The undo history: steps, and the rows as they were before and after each.
-- check: SELECT 1 FROM undo_steps JOIN undo_rows ON step_id = undo_steps.id LIMIT 1

CREATE TABLE undo_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    session_id INTEGER,
    done_at DATETIME NOT NULL,
    is_undone BOOLEAN NOT NULL DEFAULT 0
);

CREATE TABLE undo_rows (
    step_id INTEGER NOT NULL REFERENCES undo_steps (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    row_before TEXT,
    row_after TEXT,
    PRIMARY KEY (step_id, place)
) WITHOUT ROWID;
