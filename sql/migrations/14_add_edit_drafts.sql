-- What a message is being changed to, until it is saved.
-- check: SELECT message_id, content, updated_at FROM edit_drafts LIMIT 1

CREATE TABLE edit_drafts (
    message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    updated_at DATETIME NOT NULL
);
