id, session_id, memory_id, content, start_message_id, end_message_id, source_hash, origin, moves_marker,
    created_at
