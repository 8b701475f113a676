-- name: get_things
-- Description: What the file's schema has, but for indexes: kind and name
SELECT type, name FROM sqlite_master WHERE type <> 'index';

-- name: get_columns
-- Description: Every column that can be written: table, column, place in the primary key, type if it has one
SELECT lower(m.name), lower(c.name), c.pk, CASE WHEN c.pk THEN upper(c.type) END
FROM sqlite_master AS m, pragma_table_info(m.name) AS c
WHERE m.type = 'table' AND m.rootpage > 0;

-- name: are_ids_used_up
-- Description: Whether a table that never gives an id twice has given the highest there is
SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE seq = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM chat_sessions WHERE id = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM chat_messages WHERE id = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM memories WHERE id = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM memory_proposals WHERE id = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM undo_steps WHERE id = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM message_versions WHERE id = 9223372036854775807)
    OR EXISTS (SELECT 1 FROM queued_messages WHERE id = 9223372036854775807);

-- name: has_column
-- Description: Whether a table has a column, whatever their letters' case
SELECT 1 FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE;
