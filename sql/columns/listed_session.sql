id, substr(title, 1, 201), created_at, updated_at, last_memory_message_id,
    (
        SELECT substr(message, 1, 200)
        FROM chat_messages
        WHERE session_id = chat_sessions.id AND message <> ''
        ORDER BY id DESC
        LIMIT 1
    )
