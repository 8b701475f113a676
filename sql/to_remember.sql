-- name: messages_to_remember
-- Description: A session's messages within a range with how far replies got, oldest first
SELECT
    {message_with_reply}
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
WHERE session_id = ? AND chat_messages.id BETWEEN ? AND ?
ORDER BY chat_messages.id
LIMIT ?;

-- name: amount_since
-- Description: Of the first messages after an id: how many, of these the person's, and their bytes
SELECT COUNT(*), COUNT(*) FILTER (WHERE is_user), coalesce(SUM(length(CAST(message AS BLOB))), 0)
FROM (
    SELECT is_user, message FROM chat_messages WHERE session_id = ? AND id > ? ORDER BY id LIMIT ?
);

-- name: count_user_messages_after
-- Description: How many messages the person wrote after an id, up to a limit
SELECT COUNT(*)
FROM (SELECT 1 FROM chat_messages WHERE session_id = ? AND id > ? AND is_user LIMIT ?);

-- name: covered_ranges
-- Description: The ranges of a session's memories and waiting proposals
SELECT start_message_id, end_message_id FROM memories WHERE session_id = ?1
UNION
SELECT start_message_id, end_message_id FROM memory_proposals WHERE session_id = ?1 AND NOT is_discarded;

-- name: span_between
-- Description: The first and last of a session's messages within a range, and how many there are
SELECT MIN(id), MAX(id), COUNT(*) FROM (
    SELECT id FROM chat_messages WHERE session_id = ? AND id BETWEEN ? AND ? LIMIT ?
);
