-- name: ensure_marks
-- Description: Makes room for a message's marks
INSERT INTO message_marks (message_id) SELECT id FROM chat_messages WHERE id = ? ON CONFLICT DO NOTHING;

-- name: set_hidden
-- Description: Leaves a message out of what is sent, or no longer
UPDATE message_marks SET is_hidden = ? WHERE message_id = ?;

-- name: set_bookmarked
-- Description: Bookmarks a message, or no longer
UPDATE message_marks SET is_bookmarked = ? WHERE message_id = ?;

-- name: set_note
-- Description: Stores what is noted on a message
UPDATE message_marks SET note = ? WHERE message_id = ?;

-- name: delete_empty_marks
-- Description: Forgets the marks of a message that has none left
DELETE FROM message_marks WHERE message_id = ? AND NOT is_hidden AND NOT is_bookmarked AND note IS NULL;

-- name: bookmarks_before
-- Description: The persona's bookmarked messages before an id with their sessions' titles, newest first; none of what lies in the trash, or is parked in what lies there
WITH RECURSIVE away (session_id) AS (
    SELECT session_id FROM session_marks WHERE trashed_at IS NOT NULL
    UNION
    SELECT session_branches.session_id
    FROM away
    JOIN session_branches ON trunk_id = away.session_id AND kind = 'parked'
)
SELECT
    message_marks.message_id, chat_messages.session_id, substr(chat_sessions.title, 1, 200),
    substr(chat_messages.message, 1, ?2), is_user, timestamp, substr(character_name, 1, 200),
    substr(message_marks.note, 1, 2000)
FROM message_marks
JOIN chat_messages ON chat_messages.id = message_marks.message_id
JOIN chat_sessions ON chat_sessions.id = chat_messages.session_id
WHERE is_bookmarked AND message_marks.message_id < ?1
  AND chat_messages.session_id NOT IN (SELECT session_id FROM away)
ORDER BY message_marks.message_id DESC
LIMIT ?3;
