id, title, created_at, updated_at, last_memory_message_id
