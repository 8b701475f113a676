-- What is listed of a session is its marks too, and the beginnings of its title, last message and draft. A group is
-- found by its marks, of which there are few: CROSS JOIN keeps SQLite from going through all sessions in their order.

-- name: list_sessions
-- Description: The sessions outside of the trash, the most recently updated first; parked tails are found in their trunk
SELECT
    {listed_session}
FROM chat_sessions
LEFT JOIN session_marks ON session_marks.session_id = chat_sessions.id
WHERE trashed_at IS NULL
  AND NOT EXISTS (
      SELECT 1 FROM session_branches
      JOIN chat_sessions AS trunks ON trunks.id = trunk_id
      WHERE session_branches.session_id = chat_sessions.id AND kind = 'parked'
  )
ORDER BY coalesce(updated_at, '') DESC, id DESC;

-- name: list_titles
-- Description: The titles of the same sessions, in the same order, and whether each is archived
SELECT id, substr(title, 1, 201), updated_at, session_marks.is_archived
FROM chat_sessions
LEFT JOIN session_marks ON session_marks.session_id = chat_sessions.id
WHERE trashed_at IS NULL
  AND NOT EXISTS (
      SELECT 1 FROM session_branches
      JOIN chat_sessions AS trunks ON trunks.id = trunk_id
      WHERE session_branches.session_id = chat_sessions.id AND kind = 'parked'
  )
ORDER BY coalesce(updated_at, '') DESC, id DESC;

-- name: list_open
-- Description: The same without the pinned and archived ones: so many after a time and an id
SELECT
    {listed_session}
FROM chat_sessions
LEFT JOIN session_marks ON session_marks.session_id = chat_sessions.id
WHERE (coalesce(updated_at, ''), id) < (?, ?)
  AND trashed_at IS NULL AND NOT coalesce(is_pinned, 0) AND NOT coalesce(is_archived, 0)
  AND NOT EXISTS (
      SELECT 1 FROM session_branches
      JOIN chat_sessions AS trunks ON trunks.id = trunk_id
      WHERE session_branches.session_id = chat_sessions.id AND kind = 'parked'
  )
ORDER BY coalesce(updated_at, '') DESC, id DESC
LIMIT ?;

-- name: list_pinned
-- Description: The pinned sessions that are neither archived nor in the trash, the most recently updated first
SELECT
    {listed_session}
FROM session_marks
CROSS JOIN chat_sessions ON chat_sessions.id = session_marks.session_id
WHERE is_pinned AND NOT is_archived AND trashed_at IS NULL
ORDER BY coalesce(updated_at, '') DESC, id DESC;

-- name: list_archived
-- Description: The archived sessions that are not in the trash, the most recently updated first
SELECT
    {listed_session}
FROM session_marks
CROSS JOIN chat_sessions ON chat_sessions.id = session_marks.session_id
WHERE is_archived AND trashed_at IS NULL
ORDER BY coalesce(updated_at, '') DESC, id DESC;

-- name: list_trashed
-- Description: The sessions in the trash, the one that was put there last first
SELECT
    {listed_session}
FROM session_marks
CROSS JOIN chat_sessions ON chat_sessions.id = session_marks.session_id
WHERE trashed_at IS NOT NULL
ORDER BY trashed_at DESC, id DESC;

-- name: list_session
-- Description: One session
SELECT
    {listed_session}
FROM chat_sessions
LEFT JOIN session_marks ON session_marks.session_id = chat_sessions.id
WHERE id = ?;

-- name: newness
-- Description: Where in the order of time a session stands
SELECT coalesce(updated_at, ''), id FROM chat_sessions WHERE id = ?;

-- name: count_kept
-- Description: How many sessions are archived and not in the trash, and how many lie in the trash
SELECT
    (SELECT count(*) FROM session_marks WHERE is_archived AND trashed_at IS NULL),
    (SELECT count(*) FROM session_marks WHERE trashed_at IS NOT NULL);
