

-- name: insert_step
-- Description: Stores that something was done that can be taken back
INSERT INTO undo_steps (kind, session_id, done_at) VALUES (?, ?, ?);

-- name: insert_row
-- Description: Stores a row as it was before a step and after it
INSERT INTO undo_rows (step_id, place, table_name, row_id, row_before, row_after) VALUES (?, ?, ?, ?, ?, ?);

-- name: get_rows
-- Description: The rows of a step, in the order in which they were put
SELECT table_name, row_id, row_before, row_after FROM undo_rows WHERE step_id = ? ORDER BY place;

-- name: next_to_undo
-- Description: The newest step that is done
SELECT id, kind, session_id FROM undo_steps WHERE NOT is_undone ORDER BY id DESC LIMIT 1;

-- name: next_to_redo
-- Description: The oldest step that was taken back
SELECT id, kind, session_id FROM undo_steps WHERE is_undone ORDER BY id LIMIT 1;

-- name: set_undone
-- Description: Notes that a step was taken back, or done again
UPDATE undo_steps SET is_undone = ? WHERE id = ?;

-- name: delete_step
-- Description: Forgets a step
DELETE FROM undo_steps WHERE id = ?;

-- name: delete_steps_to
-- Description: Forgets steps of a kind that have changed a row to something
DELETE FROM undo_steps
WHERE kind = ?1 AND EXISTS (
    SELECT 1 FROM undo_rows
    WHERE step_id = undo_steps.id AND table_name = ?2 AND row_id = ?3 AND row_after = ?4
);

-- name: delete_undone
-- Description: Forgets what was taken back: something else was done since
DELETE FROM undo_steps WHERE is_undone;

-- name: delete_older
-- Description: Forgets steps from before a time
DELETE FROM undo_steps WHERE done_at < ?;

-- name: delete_surplus
-- Description: Forgets all but so many of the newest steps
DELETE FROM undo_steps WHERE id <= (SELECT id FROM undo_steps ORDER BY id DESC LIMIT 1 OFFSET ?);

-- name: surplus_of
-- Description: Steps of a kind that are not among so many of the newest, the oldest first
SELECT id, session_id, done_at FROM undo_steps
WHERE kind = ?1 AND id <= (SELECT id FROM undo_steps ORDER BY id DESC LIMIT 1 OFFSET ?2)
ORDER BY id;

-- name: get_gathering
-- Description: The session in the trash with what was deleted from another one: it shares nothing with that
SELECT session_branches.session_id
FROM session_branches
JOIN session_marks ON session_marks.session_id = session_branches.session_id
WHERE trunk_id = ? AND kind = 'copied' AND fork_id = 0 AND id_offset = 0 AND copied_from IS NULL
  AND trashed_at IS NOT NULL
LIMIT 1;

-- name: look_again_at_memory
-- Description: Has what is kept beside a memory compared anew with the memory's messages
UPDATE memory_sources SET state = NULL WHERE memory_id = :memory_id;

-- name: read_session_marks
-- Description: What marks a session, but for whether all was seen in it and who made its title
SELECT
    id AS session_id,
    coalesce(is_pinned, 0) AS is_pinned,
    coalesce(is_archived, 0) AS is_archived,
    trashed_at
FROM chat_sessions
LEFT JOIN session_marks ON session_id = id
WHERE id = ?;

-- name: read_session_titles
-- Description: A session's title and who made it
SELECT {title}
FROM chat_sessions
LEFT JOIN session_marks ON session_id = id
WHERE id = ?;

-- name: put_title
-- Description: Gives a session the title that it had
UPDATE chat_sessions SET title = :title WHERE id = :session_id;

-- name: put_titled_by
-- Description: Notes who had made it
INSERT INTO session_marks (session_id, titled_by) VALUES (:session_id, :titled_by)
ON CONFLICT (session_id) DO UPDATE SET titled_by = excluded.titled_by;

-- name: read_message_tails
-- Description: Which session a message lies in, and with it all that follow
SELECT id, session_id FROM chat_messages WHERE id = ?;

-- name: read_chosen_versions
-- Description: Which version of a message is chosen
SELECT message_id, id AS version_id
FROM message_versions
WHERE message_id = ? AND content IS NULL
ORDER BY place, id
LIMIT 1;

-- name: has_shelf_alone
-- Description: Whether a message has versions on its shelf, and none that is chosen
SELECT 1 FROM chat_messages
WHERE id = :message_id
  AND EXISTS (SELECT 1 FROM message_versions WHERE message_id = :message_id)
  AND NOT EXISTS (SELECT 1 FROM message_versions WHERE message_id = :message_id AND content IS NULL);

-- name: put_system
-- Description: Stores a system text again that a receipt names
INSERT INTO sent_systems (system_hash, content)
SELECT :system_hash, :system
WHERE :system_hash IS NOT NULL AND :system IS NOT NULL
ON CONFLICT DO NOTHING;
