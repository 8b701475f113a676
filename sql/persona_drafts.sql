-- name: get_draft
-- Description: What a persona, or a new one, is being changed to
SELECT content FROM persona_drafts WHERE whose = ?;

-- name: upsert_draft
-- Description: Keeps what a persona, or a new one, is being changed to
INSERT INTO persona_drafts (whose, content, updated_at) VALUES (?, ?, ?)
ON CONFLICT (whose) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at;

-- name: delete_draft
-- Description: Forgets what a persona, or a new one, was being changed to
DELETE FROM persona_drafts WHERE whose = ?;
