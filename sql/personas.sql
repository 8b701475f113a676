-- name: get_profile
-- Description: Who the persona is
SELECT name, description, greeting, avatar FROM persona_profile;

-- name: last_speaker
-- Description: The name that stands at the newest reply that has one
SELECT character_name FROM chat_messages
WHERE NOT is_user AND character_name <> ''
ORDER BY id DESC
LIMIT 1;

-- name: upsert_profile
-- Description: Stores who the persona is
INSERT INTO persona_profile (id, name, description, greeting, avatar, updated_at) VALUES (1, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name,
    description = excluded.description,
    greeting = excluded.greeting,
    avatar = excluded.avatar,
    updated_at = excluded.updated_at;
