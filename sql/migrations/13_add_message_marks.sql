-- What a person has marked messages with. A message without marks has no row.
-- check: SELECT message_id, is_hidden, is_bookmarked, note FROM message_marks LIMIT 1

CREATE TABLE message_marks (
    message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    is_hidden BOOLEAN NOT NULL DEFAULT 0,
    is_bookmarked BOOLEAN NOT NULL DEFAULT 0,
    note TEXT
);

-- Only bookmarks are in it, so that a page of them costs the same beside any number of other marks.
CREATE INDEX idx_bookmarks ON message_marks (message_id) WHERE is_bookmarked;
