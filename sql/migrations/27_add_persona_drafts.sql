-- What a persona is being changed to, and in the default persona's file what a new one is being made of.
-- check: SELECT whose, content, updated_at FROM persona_drafts LIMIT 1

CREATE TABLE persona_drafts (
    whose TEXT PRIMARY KEY CHECK (whose IN ('own', 'new')),
    content TEXT NOT NULL,
    updated_at DATETIME NOT NULL
);
