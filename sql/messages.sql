-- name: insert_message_at
-- Description: Stores a message by an id that was left free for it
INSERT INTO chat_messages (session_id, message, is_user, character_name, id) VALUES (?, ?, ?, ?, ?);

-- name: get_message
-- Description: The session and the text of a message, and whether it is a reply under way
SELECT
    session_id, message,
    EXISTS (SELECT 1 FROM replies WHERE message_id = id AND status = 'streaming') AS is_arriving
FROM chat_messages
WHERE id = ?;

-- name: ids_among
-- Description: Those of a JSON array of message ids that a session has, oldest first
SELECT id FROM chat_messages WHERE id IN (SELECT value FROM json_each(?)) AND session_id = ? ORDER BY id;

-- name: ids_between
-- Description: The ids of a session's messages from one to another, oldest first
SELECT id FROM chat_messages WHERE session_id = ? AND id BETWEEN ? AND ? ORDER BY id LIMIT ?;
