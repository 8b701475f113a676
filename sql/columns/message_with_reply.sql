chat_messages.id, chat_messages.session_id, message, is_user, timestamp, substr(character_name, 1, 200),
    replies.status, substr(replies.problem, 1, 2000), substr(replies.model, 1, 200), replies.thought_ms,
    is_hidden, is_bookmarked, substr(note, 1, 2000),
    (SELECT COUNT(*) FROM message_versions WHERE message_id = chat_messages.id),
    (
        SELECT COUNT(*) FROM message_versions
        WHERE message_id = chat_messages.id AND (place, id) <= (
            SELECT place, id FROM message_versions
            WHERE message_id = chat_messages.id AND content IS NULL
            ORDER BY place, id
            LIMIT 1
        )
    )
