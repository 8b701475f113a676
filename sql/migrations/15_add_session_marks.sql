-- What marks a conversation: pinned, archived, in the trash, unread, and who made its title. One without has no row.
-- check: SELECT session_id, is_pinned, is_archived, trashed_at, is_unread, titled_by FROM session_marks LIMIT 1

CREATE TABLE session_marks (
    session_id INTEGER PRIMARY KEY REFERENCES chat_sessions (id) ON DELETE CASCADE,
    is_pinned BOOLEAN NOT NULL DEFAULT 0,
    is_archived BOOLEAN NOT NULL DEFAULT 0,
    trashed_at DATETIME,
    is_unread BOOLEAN NOT NULL DEFAULT 0,
    titled_by TEXT
);

CREATE INDEX idx_sessions_pinned ON session_marks (session_id) WHERE is_pinned;

CREATE INDEX idx_sessions_archived ON session_marks (session_id) WHERE is_archived;

CREATE INDEX idx_sessions_trashed ON session_marks (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE INDEX idx_sessions_unread ON session_marks (session_id) WHERE is_unread;

-- Pages of the list: the most recently updated first, also where another program stored no time.
CREATE INDEX idx_sessions_newest ON chat_sessions (coalesce(updated_at, ''), id);

-- Whoever changes a title and does not say who made it, such as another program, speaks for a person.
CREATE TRIGGER session_titled AFTER UPDATE OF title ON chat_sessions WHEN OLD.title IS NOT NEW.title BEGIN
    UPDATE session_marks SET titled_by = NULL WHERE session_id = NEW.id;
END;
