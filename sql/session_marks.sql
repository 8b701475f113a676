-- name: set_pinned
-- Description: Pins a session or lets it go
INSERT INTO session_marks (session_id, is_pinned) SELECT id, ?1 FROM chat_sessions WHERE id = ?2
ON CONFLICT (session_id) DO UPDATE SET is_pinned = excluded.is_pinned;

-- name: set_archived
-- Description: Archives a session or takes it out again
INSERT INTO session_marks (session_id, is_archived) SELECT id, ?1 FROM chat_sessions WHERE id = ?2
ON CONFLICT (session_id) DO UPDATE SET is_archived = excluded.is_archived;

-- name: put_in_trash
-- Description: Puts a session in the trash; one that lies there keeps its time
INSERT INTO session_marks (session_id, trashed_at) SELECT id, ?1 FROM chat_sessions WHERE id = ?2
ON CONFLICT (session_id) DO UPDATE SET trashed_at = coalesce(trashed_at, excluded.trashed_at);

-- name: take_out_of_trash
-- Description: Takes a session out of the trash
UPDATE session_marks SET trashed_at = ?1 WHERE session_id = ?2;

-- name: set_unread
-- Description: Notes that a reply in a session has not been seen yet, or that all have
INSERT INTO session_marks (session_id, is_unread) SELECT id, ?1 FROM chat_sessions WHERE id = ?2
ON CONFLICT (session_id) DO UPDATE SET is_unread = excluded.is_unread WHERE is_unread <> excluded.is_unread;

-- name: is_unread
-- Description: Whether a session has a reply that was not seen yet
SELECT 1 FROM session_marks WHERE session_id = ? AND is_unread;

-- name: unread
-- Description: The sessions outside of the trash that have a reply that was not seen yet
SELECT session_id FROM session_marks WHERE is_unread AND trashed_at IS NULL ORDER BY session_id;

-- name: is_in_trash
-- Description: Whether a session lies in the trash
SELECT 1 FROM session_marks WHERE session_id = ? AND trashed_at IS NOT NULL;

-- name: trashed_before
-- Description: The sessions that lie in the trash since before a time and that nothing is still copied from, the first put there first
SELECT session_id FROM session_marks
WHERE trashed_at < ?
  AND NOT EXISTS (
      SELECT 1
      FROM session_branches
      JOIN chat_sessions ON chat_sessions.id = session_branches.session_id
      WHERE trunk_id = session_marks.session_id AND copied_from IS NOT NULL
  )
ORDER BY trashed_at, session_id;

-- name: get_title
-- Description: A session's title and who made it
SELECT {title}
FROM chat_sessions
LEFT JOIN session_marks ON session_id = id
WHERE id = ?;

-- name: set_titled_by
-- Description: Notes who made a session's title
INSERT INTO session_marks (session_id, titled_by) SELECT id, ?1 FROM chat_sessions WHERE id = ?2
ON CONFLICT (session_id) DO UPDATE SET titled_by = excluded.titled_by;

-- name: copy_titled_by
-- Description: Notes that a copy's title was made by who made that of the session it was copied from
INSERT INTO session_marks (session_id, titled_by) SELECT ?1, titled_by FROM session_marks WHERE session_id = ?2;
