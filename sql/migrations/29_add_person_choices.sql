-- As whom the person talks with the persona, and in single conversations; no session stands for the persona.
-- check: SELECT session_id, person_id FROM person_choices LIMIT 1

CREATE TABLE person_choices (
    session_id INTEGER UNIQUE REFERENCES chat_sessions (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL
);
