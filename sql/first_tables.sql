-- What every persona's file has had from the beginning; migrations add the rest. Every statement may be run again.

-- name: create_db_info
-- Description: Key and value pairs: the persona's id, and which migrations were applied
CREATE TABLE IF NOT EXISTS db_info (
    key TEXT PRIMARY KEY,
    value TEXT
);

-- name: create_chat_sessions
-- Description: One row a conversation; the marker is the newest message that memories were made from
CREATE TABLE IF NOT EXISTS chat_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT DEFAULT 'New conversation',
    persona_id TEXT DEFAULT 'default',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    last_memory_message_id INTEGER DEFAULT NULL
);

-- name: create_chat_messages
-- Description: One row a message, the person's and the persona's
CREATE TABLE IF NOT EXISTS chat_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    message TEXT NOT NULL,
    is_user BOOLEAN NOT NULL,
    timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
    character_name TEXT DEFAULT 'Assistant',
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE
);

-- name: create_memories
-- Description: Long-term memories; they outlive the session they came from
CREATE TABLE IF NOT EXISTS memories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER,
    persona_id TEXT DEFAULT 'default',
    content TEXT NOT NULL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    is_active BOOLEAN DEFAULT 1,
    start_message_id INTEGER DEFAULT NULL,
    end_message_id INTEGER DEFAULT NULL
);

-- name: create_session_index
-- Description: Pages of a session by message id: the id is every index entry's last part
CREATE INDEX IF NOT EXISTS idx_session_id ON chat_messages (session_id);

-- name: create_memory_session_index
-- Description: A session's memories
CREATE INDEX IF NOT EXISTS idx_memory_session ON memories (session_id);

-- name: create_memory_active_index
-- Description: Active memories
CREATE INDEX IF NOT EXISTS idx_memory_active ON memories (is_active);

-- name: create_memory_persona_index
-- Description: A persona's memories
CREATE INDEX IF NOT EXISTS idx_memory_persona ON memories (persona_id);
