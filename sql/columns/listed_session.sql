id, substr(title, 1, 201), created_at, updated_at, last_memory_message_id,
    (
        SELECT substr(message, 1, 200)
        FROM chat_messages
        WHERE session_id = chat_sessions.id AND message <> ''
        ORDER BY id DESC
        LIMIT 1
    ),
    (SELECT substr(content, 1, 200) FROM drafts WHERE session_id = chat_sessions.id),
    session_marks.is_pinned, session_marks.is_archived, session_marks.trashed_at, session_marks.is_unread
