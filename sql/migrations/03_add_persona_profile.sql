-- Who the persona is.
-- check: SELECT name, description, greeting, avatar, updated_at FROM persona_profile LIMIT 1

CREATE TABLE persona_profile (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    greeting TEXT NOT NULL DEFAULT '',
    avatar BLOB,
    updated_at DATETIME NOT NULL
);
