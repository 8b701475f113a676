-- name: span
-- Description: When a range of a session's messages begins and ends, and how many they are, up to a limit
SELECT
    substr(chat_sessions.title, 1, 200),
    (
        SELECT timestamp FROM chat_messages
        WHERE session_id = chat_sessions.id AND id BETWEEN ?2 AND ?3
        ORDER BY id
        LIMIT 1
    ),
    (
        SELECT timestamp FROM chat_messages
        WHERE session_id = chat_sessions.id AND id BETWEEN ?2 AND ?3
        ORDER BY id DESC
        LIMIT 1
    ),
    (
        SELECT COUNT(*) FROM (
            SELECT 1 FROM chat_messages WHERE session_id = chat_sessions.id AND id BETWEEN ?2 AND ?3 LIMIT ?4
        )
    )
FROM chat_sessions
WHERE id = ?1;
