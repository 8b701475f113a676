-- Which messages of the person were answered already with the question whether there is anything to add.
-- check: SELECT message_id, session_id FROM afterthoughts LIMIT 1

CREATE TABLE afterthoughts (
    message_id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE
);

CREATE INDEX idx_afterthoughts_session ON afterthoughts (session_id);
