-- name: get_drafts
-- Description: What was written but not sent, by session
SELECT session_id, content FROM drafts;

-- name: get_draft
-- Description: What was written but not sent in one session, or where none has begun
SELECT content FROM drafts WHERE session_id IS ?;

-- name: delete_draft
-- Description: Deletes a draft
DELETE FROM drafts WHERE session_id IS ?;

-- name: insert_draft
-- Description: Stores a draft, unless its session was deleted meanwhile
INSERT INTO drafts (session_id, content, updated_at)
SELECT ?1, ?2, ?3
WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM chat_sessions WHERE id = ?1);
