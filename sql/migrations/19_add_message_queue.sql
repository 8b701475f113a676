-- What is to be said once the reply under way has ended, in the order of the ids, which are never given twice.
-- check: SELECT id, session_id, content, queued_at FROM queued_messages LIMIT 1

CREATE TABLE queued_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    queued_at DATETIME NOT NULL
);

CREATE INDEX idx_queued_session ON queued_messages (session_id);
