memories.id, memories.session_id, memories.content, memories.created_at, memories.is_active,
    memories.start_message_id, memories.end_message_id
