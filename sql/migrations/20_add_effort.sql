-- How hard the model was asked to try for a reply: part of what was sent for it.
-- check: SELECT replies.effort, message_versions.effort FROM replies, message_versions LIMIT 1

ALTER TABLE replies ADD COLUMN effort TEXT;

ALTER TABLE message_versions ADD COLUMN effort TEXT;
