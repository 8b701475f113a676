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
-- Description: Active memories that are found by any of the words and stand in the index as they are, the best first
SELECT {memory}, coalesce(pinned, 0)
FROM memory_terms
CROSS JOIN memories ON memories.id = memory_terms.rowid
LEFT JOIN memory_sources ON memory_id = memories.id
WHERE memory_terms MATCH ? AND is_active
  AND NOT EXISTS (SELECT 1 FROM memory_changes WHERE memory_changes.memory_id = memories.id)
ORDER BY memory_terms.rank;

-- name: found_by
-- Description: The memories that are found by a word, no more than a limit
SELECT rowid FROM memory_terms WHERE memory_terms MATCH ? LIMIT ?;
