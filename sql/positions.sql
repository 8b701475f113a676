-- Messages are counted by blocks of 2^8 and of 2^16 neighbouring ids; a block is an id shifted by 8 or 16.

-- name: count_messages
-- Description: How many messages a session has
SELECT CAST(TOTAL(messages) AS INTEGER) FROM message_counts WHERE session_id = ? AND shift = 16;

-- name: count_before
-- Description: How many messages a session has before an id: large blocks, small ones, and those of its own
SELECT
    (
        SELECT CAST(TOTAL(messages) AS INTEGER) FROM message_counts
        WHERE session_id = ?1 AND shift = 16 AND block < ?2 >> 16
    )
    + (
        SELECT CAST(TOTAL(messages) AS INTEGER) FROM message_counts
        WHERE session_id = ?1 AND shift = 8 AND block >= ?2 >> 16 << 8 AND block < ?2 >> 8
    )
    + (SELECT COUNT(*) FROM chat_messages WHERE session_id = ?1 AND id >= ?2 >> 8 << 8 AND id < ?2);

-- name: list_large_blocks
-- Description: A session's large blocks and how many of its messages each has, oldest first
SELECT block, messages FROM message_counts WHERE session_id = ? AND shift = 16 ORDER BY block;

-- name: list_small_blocks
-- Description: The same of the small blocks within a large one
SELECT block, messages FROM message_counts
WHERE session_id = ?1 AND shift = 8 AND block BETWEEN ?2 << 8 AND (?2 << 8) + 255
ORDER BY block;

-- name: message_in_block
-- Description: The id of a session's message that stands so far behind the beginning of a small block
SELECT id FROM chat_messages
WHERE session_id = ? AND id >= ? << 8
ORDER BY id
LIMIT 1 OFFSET ?;

-- name: first_since
-- Description: A session's earliest message at or after a time
SELECT id FROM chat_messages
WHERE session_id = ? AND timestamp >= ?
ORDER BY timestamp, id
LIMIT 1;

-- name: first_and_last_time
-- Description: The times of a session's earliest and latest message
SELECT
    (SELECT MIN(timestamp) FROM chat_messages WHERE session_id = ?1),
    (SELECT MAX(timestamp) FROM chat_messages WHERE session_id = ?1);

-- name: times_with_messages
-- Description: Those of the spans of time in a JSON array of pairs in which the session has messages, by their number
SELECT spans.key
FROM json_each(?2) AS spans
WHERE EXISTS (
    SELECT 1 FROM chat_messages
    WHERE session_id = ?1
      AND timestamp >= json_extract(spans.value, '$[0]')
      AND timestamp < json_extract(spans.value, '$[1]')
)
ORDER BY spans.key;
