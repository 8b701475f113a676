memories.id, memories.session_id, memories.content, memories.created_at, memories.is_active,
    memories.start_message_id, memories.end_message_id,
    coalesce(memory_sources.pinned, 0), memory_sources.state, memory_sources.source_hash,
    coalesce(memory_sources.origin, 'hand'), chat_sessions.id, substr(chat_sessions.title, 1, 200),
    (
        SELECT timestamp FROM chat_messages
        WHERE session_id = memories.session_id AND id BETWEEN start_message_id AND end_message_id
        ORDER BY id
        LIMIT 1
    ),
    (
        SELECT timestamp FROM chat_messages
        WHERE session_id = memories.session_id AND id BETWEEN start_message_id AND end_message_id
        ORDER BY id DESC
        LIMIT 1
    ),
    (
        SELECT COUNT(*) FROM (
            SELECT 1 FROM chat_messages
            WHERE session_id = memories.session_id AND id BETWEEN start_message_id AND end_message_id
            LIMIT ?1
        )
    )
