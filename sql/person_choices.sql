-- name: get_choice
-- Description: As whom the person talks, in one session or with the persona
SELECT person_id FROM person_choices WHERE session_id IS ?;

-- name: delete_choice
-- Description: Forgets as whom the person talks, in one session or with the persona
DELETE FROM person_choices WHERE session_id IS ?;

-- name: insert_choice
-- Description: Notes as whom the person talks, unless the session was deleted meanwhile
INSERT INTO person_choices (session_id, person_id)
SELECT ?1, ?2
WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM chat_sessions WHERE id = ?1);
