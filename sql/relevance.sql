-- name: active_total
-- Description: How many active memories there are, and the bytes of their texts
SELECT COUNT(*), coalesce(SUM(length(CAST(content AS BLOB))), 0) FROM memories WHERE is_active;

-- name: newest_active
-- Description: Active memories, newest first
SELECT {memory}, coalesce(pinned, 0)
FROM memories
LEFT JOIN memory_sources ON memory_id = memories.id
WHERE is_active
ORDER BY created_at DESC, memories.id DESC;

-- name: pinned_active
-- Description: Active memories that are pinned, newest first
SELECT {memory}, pinned
FROM memory_sources
JOIN memories ON memories.id = memory_id
WHERE pinned AND is_active
ORDER BY created_at DESC, memories.id DESC;

-- name: relevant_active
-- Description: Active memories that contain any of the words, the best match first
SELECT {memory}, coalesce(pinned, 0)
FROM memory_words
JOIN memories ON memories.id = memory_words.rowid
LEFT JOIN memory_sources ON memory_id = memories.id
WHERE memory_words MATCH ? AND is_active
ORDER BY bm25(memory_words), memories.id DESC
LIMIT ?;

-- name: count_up_to
-- Description: How many memories contain a word, counted no further than a limit
SELECT COUNT(*) FROM (SELECT 1 FROM memory_words WHERE memory_words MATCH ? LIMIT ?);
