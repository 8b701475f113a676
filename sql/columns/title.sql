id AS session_id, title, titled_by
