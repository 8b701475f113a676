-- name: get_latest_session_id
-- Description: The most recently updated session
SELECT id FROM chat_sessions ORDER BY updated_at DESC, id DESC LIMIT 1;

-- name: get_memory_ranges
-- Description: The message ranges of a session's active memories
SELECT start_message_id, end_message_id
FROM memories
WHERE session_id = ? AND is_active AND start_message_id IS NOT NULL AND end_message_id IS NOT NULL;

-- name: get_chat_history
-- Description: A page of messages, newest first
SELECT {message}
FROM chat_messages
WHERE session_id = ?
ORDER BY id DESC
LIMIT ? OFFSET ?;

-- name: get_conversation_context
-- Description: The last messages, newest first
SELECT is_user, message FROM chat_messages WHERE session_id = ? ORDER BY id DESC LIMIT ?;

-- name: insert_message
-- Description: Stores a message
INSERT INTO chat_messages (session_id, message, is_user, character_name) VALUES (?, ?, ?, ?);

-- name: get_messages_since_marker
-- Description: Messages after the memory marker, newest first
SELECT {message}
FROM chat_messages
WHERE session_id = ? AND id > ?
ORDER BY id DESC
LIMIT ?;

-- name: count_messages_since_marker
-- Description: How many messages come after the memory marker
SELECT COUNT(*) FROM chat_messages WHERE session_id = ? AND id > ?;

-- name: count_user_messages_since_marker
-- Description: How many of the person's messages come after the memory marker
SELECT COUNT(*) FROM chat_messages WHERE session_id = ? AND id > ? AND is_user;

-- name: get_message_count
-- Description: How many messages a session has
SELECT COUNT(*) FROM chat_messages WHERE session_id = ?;

-- name: get_total_count
-- Description: How many messages all sessions have together
SELECT COUNT(*) FROM chat_messages;

-- name: get_max_message_id
-- Description: The id of a session's newest message
SELECT MAX(id) FROM chat_messages WHERE session_id = ?;

-- name: get_last_message
-- Description: A session's newest message
SELECT {message}
FROM chat_messages
WHERE session_id = ?
ORDER BY id DESC
LIMIT 1;

-- name: update_message_text
-- Description: Replaces a message's text
UPDATE chat_messages SET message = ? WHERE id = ?;

-- name: delete_message
-- Description: Deletes one message
DELETE FROM chat_messages WHERE id = ?;

-- name: delete_all_messages
-- Description: Deletes every message of the persona
DELETE FROM chat_messages;
