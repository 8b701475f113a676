-- name: get_things
-- Description: What the file's schema has, but for indexes: kind and name
SELECT type, name FROM sqlite_master WHERE type <> 'index';

-- name: get_columns
-- Description: Every column that can be written: table, column, place in the primary key, type if it has one
SELECT lower(m.name), lower(c.name), c.pk, CASE WHEN c.pk THEN upper(c.type) END
FROM sqlite_master AS m, pragma_table_info(m.name) AS c
WHERE m.type = 'table' AND m.rootpage > 0;

-- name: has_column
-- Description: Whether a table has a column, whatever their letters' case
SELECT 1 FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE;
