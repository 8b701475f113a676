-- name: newest_messages
-- Description: A session's newest messages, newest first
SELECT
    chat_messages.id, session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200)
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: messages_before
-- Description: The messages before an id, newest first
SELECT
    chat_messages.id, session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200)
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id < ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: messages_after
-- Description: The messages after an id, oldest first
SELECT
    chat_messages.id, session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200)
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id > ?
ORDER BY chat_messages.id
LIMIT ?;

-- name: messages_by_ids
-- Description: Those of a JSON array of message ids that the session has, oldest first
SELECT
    chat_messages.id, session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200)
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE chat_messages.id IN (SELECT value FROM json_each(?)) AND session_id = ?
ORDER BY chat_messages.id;

-- name: messages_between
-- Description: The newest messages from one id to another, newest first
SELECT
    chat_messages.id, session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200)
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id BETWEEN ? AND ?
ORDER BY chat_messages.id DESC
LIMIT ?;
