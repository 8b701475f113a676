-- name: modules
-- Description: What kinds of virtual tables this SQLite has
PRAGMA module_list;

-- name: is_made
-- Description: Whether the file has the index
SELECT 1 FROM sqlite_master WHERE name = 'memory_words';

-- name: has_changes
-- Description: Whether a memory changed since the index was brought up to date
SELECT EXISTS (SELECT 1 FROM memory_changes);

-- name: drop_earlier_index
-- Description: Removes the index that every program had to keep
DROP TABLE IF EXISTS memory_index;

-- name: make_index
-- Description: Makes the index, empty
CREATE VIRTUAL TABLE IF NOT EXISTS memory_words USING fts5(content, tokenize = 'unicode61 remove_diacritics 2');

-- name: put_all_in
-- Description: Puts every memory into the index
INSERT INTO memory_words (rowid, content) SELECT id, content FROM memories;

-- name: take_changed_out
-- Description: Takes the memories that changed out of the index
DELETE FROM memory_words WHERE rowid IN (SELECT memory_id FROM memory_changes);

-- name: put_changed_in
-- Description: Puts the memories that changed and are still there into the index
INSERT INTO memory_words (rowid, content)
SELECT id, content FROM memories WHERE id IN (SELECT memory_id FROM memory_changes);

-- name: forget_changes
-- Description: Notes that the index is up to date
DELETE FROM memory_changes;
