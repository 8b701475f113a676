-- name: get_profile
-- Description: Who the persona is
SELECT
    name, description, greeting, avatar,
    nickname, personality, scenario, examples, instruction, last_instruction,
    kind, traits, knowledge, expression, situations, background
FROM persona_profile LEFT JOIN persona_details USING (id);

-- name: get_details
-- Description: What is never sent of what makes a persona
SELECT creator_notes, tags FROM persona_details;

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

-- name: upsert_sent_details
-- Description: Stores what else the model is told of the persona
INSERT INTO persona_details (
    id, nickname, personality, scenario, examples, instruction, last_instruction,
    kind, traits, knowledge, expression, situations, background
) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    nickname = excluded.nickname,
    personality = excluded.personality,
    scenario = excluded.scenario,
    examples = excluded.examples,
    instruction = excluded.instruction,
    last_instruction = excluded.last_instruction,
    kind = excluded.kind,
    traits = excluded.traits,
    knowledge = excluded.knowledge,
    expression = excluded.expression,
    situations = excluded.situations,
    background = excluded.background;

-- name: update_unsent_details
-- Description: Stores what is never sent, beside what is
UPDATE persona_details SET creator_notes = ?, tags = ?;
