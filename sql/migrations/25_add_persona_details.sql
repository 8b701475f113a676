-- What else makes a persona than its profile says: the fields of character cards. Tags are a list as JSON.
-- check: SELECT nickname, last_instruction, creator_notes, tags FROM persona_details LIMIT 1

CREATE TABLE persona_details (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nickname TEXT NOT NULL DEFAULT '',
    personality TEXT NOT NULL DEFAULT '',
    scenario TEXT NOT NULL DEFAULT '',
    examples TEXT NOT NULL DEFAULT '',
    instruction TEXT NOT NULL DEFAULT '',
    last_instruction TEXT NOT NULL DEFAULT '',
    creator_notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]'
);
