-- What is written and not sent yet. No session stands for the one that is still to begin.
-- check: SELECT session_id, content, updated_at FROM drafts LIMIT 1

CREATE TABLE drafts (
    session_id INTEGER UNIQUE REFERENCES chat_sessions (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    updated_at DATETIME NOT NULL
);
