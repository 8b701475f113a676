-- name: get_drafts
-- Description: What was written but not sent, by session
SELECT session_id, content FROM drafts;

-- name: get_draft
-- Description: What was written but not sent in one session, or where none has begun
SELECT content FROM drafts WHERE session_id IS ?;

-- name: delete_draft
-- Description: Deletes a draft
DELETE FROM drafts WHERE session_id IS ?;

-- name: update_draft
-- Description: Changes a draft, which keeps its place among what waits
UPDATE drafts SET content = ?2, updated_at = ?3 WHERE session_id IS ?1;

-- name: keep_queue_place
-- Description: Notes where a text has waited that is in the draft now; of several, the first
UPDATE drafts SET queue_place = min(coalesce(queue_place, ?2), ?2) WHERE session_id = ?1;

-- name: get_queue_place
-- Description: Where the text has waited that is the draft now, if it has
SELECT queue_place FROM drafts WHERE session_id = ?;

-- name: insert_draft
-- Description: Stores a draft, unless its session was deleted meanwhile
INSERT INTO drafts (session_id, content, updated_at)
SELECT ?1, ?2, ?3
WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM chat_sessions WHERE id = ?1);
