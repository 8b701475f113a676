-- name: get_card
-- Description: The card that the persona came from
SELECT file_name, content, picture, made_name, made_description, made_greeting, made_avatar_hash
FROM persona_cards;

-- name: insert_card
-- Description: Stores the card that the persona came from
INSERT INTO persona_cards (
    id, file_name, content, picture, made_name, made_description, made_greeting, made_avatar_hash, taken_in_at
) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: get_files
-- Description: The files that came in the card, in their order
SELECT path, file FROM card_files ORDER BY place;

-- name: insert_file
-- Description: Stores a file that came in the card
INSERT INTO card_files (path, file) VALUES (?, ?);

-- name: get_greetings
-- Description: The greetings beside the persona's first one, in their order
SELECT greeting FROM alternate_greetings ORDER BY place;

-- name: delete_greetings
-- Description: Removes the greetings beside the persona's first one
DELETE FROM alternate_greetings;

-- name: insert_greeting
-- Description: Stores a further greeting
INSERT INTO alternate_greetings (greeting) VALUES (?);
