-- name: newest_messages
-- Description: A session's newest messages, newest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
LEFT JOIN message_marks ON message_marks.message_id = chat_messages.id
WHERE session_id = ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: messages_before
-- Description: The messages before an id, newest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
LEFT JOIN message_marks ON message_marks.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id < ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: messages_after
-- Description: The messages after an id, oldest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
LEFT JOIN message_marks ON message_marks.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id > ?
ORDER BY chat_messages.id
LIMIT ?;

-- name: messages_by_ids
-- Description: Those of a JSON array of message ids that the session has, oldest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
LEFT JOIN message_marks ON message_marks.message_id = chat_messages.id
WHERE chat_messages.id IN (SELECT value FROM json_each(?)) AND session_id = ?
ORDER BY chat_messages.id;

-- name: messages_between
-- Description: The newest messages from one id to another, newest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
LEFT JOIN message_marks ON message_marks.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id BETWEEN ? AND ?
ORDER BY chat_messages.id DESC
LIMIT ?;
