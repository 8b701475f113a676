-- Memories that wait for an answer.
-- check: SELECT id, session_id, memory_id, source_hash, moves_marker FROM memory_proposals LIMIT 1

CREATE TABLE memory_proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
    memory_id INTEGER REFERENCES memories (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    start_message_id INTEGER NOT NULL,
    end_message_id INTEGER NOT NULL,
    source_hash TEXT NOT NULL,
    origin TEXT NOT NULL,
    moves_marker BOOLEAN NOT NULL,
    is_discarded BOOLEAN NOT NULL DEFAULT 0,
    created_at DATETIME NOT NULL
);
