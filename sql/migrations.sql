-- name: get_table_names
-- Description: The tables that the file has
SELECT name FROM sqlite_master WHERE type = 'table';

-- name: get_persona_id
-- Description: The persona that the file says it belongs to
SELECT value FROM db_info WHERE key = 'persona_id';

-- name: get_applied_migrations
-- Description: The keys of the migrations that were applied
SELECT key FROM db_info WHERE key GLOB 'migration_*';

-- name: is_migration_applied
-- Description: Whether one migration was applied
SELECT 1 FROM db_info WHERE key = ?;

-- name: mark_migration_applied
-- Description: Records a migration
INSERT OR REPLACE INTO db_info (key, value) VALUES (?, CURRENT_TIMESTAMP);
