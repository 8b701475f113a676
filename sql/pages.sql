-- name: newest_messages
-- Description: A session's newest messages, newest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: messages_before
-- Description: The messages before an id, newest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id < ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: messages_after
-- Description: The messages after an id, oldest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id > ?
ORDER BY chat_messages.id
LIMIT ?;

-- name: messages_by_ids
-- Description: Those of a JSON array of message ids that the session has, oldest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE chat_messages.id IN (SELECT value FROM json_each(?)) AND session_id = ?
ORDER BY chat_messages.id;

-- name: messages_between
-- Description: The newest messages from one id to another, newest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id BETWEEN ? AND ?
ORDER BY chat_messages.id DESC
LIMIT ?;

-- name: rare_between
-- Description: Whether any messages from one id to another, in whichever session, have marks, and any versions
SELECT
    EXISTS (SELECT 1 FROM message_marks WHERE message_id BETWEEN ?1 AND ?2),
    EXISTS (SELECT 1 FROM message_versions WHERE message_id BETWEEN ?1 AND ?2);

-- name: marks_of
-- Description: The marks of those of a JSON array of message ids that have any
SELECT message_id, is_hidden, is_bookmarked, substr(note, 1, 2000)
FROM message_marks
WHERE message_id IN (SELECT value FROM json_each(?));

-- name: versions_of
-- Description: Of those of a JSON array of message ids that have versions: the chosen one's number, and how many
SELECT
    message_id,
    (
        SELECT COUNT(*) FROM message_versions AS earlier
        WHERE earlier.message_id = message_versions.message_id AND (place, id) <= (
            SELECT place, id FROM message_versions AS chosen
            WHERE chosen.message_id = earlier.message_id AND content IS NULL
            ORDER BY place, id
            LIMIT 1
        )
    ),
    COUNT(*)
FROM message_versions
WHERE message_id IN (SELECT value FROM json_each(?))
GROUP BY message_id;

-- name: memory_ranges_between
-- Description: The ranges of a session's active memories that reach into the messages from one id to another
SELECT start_message_id, end_message_id
FROM memories
WHERE session_id = ? AND end_message_id >= ? AND start_message_id <= ? AND is_active;
