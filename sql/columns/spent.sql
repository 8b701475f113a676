CAST(TOTAL(cost_nano) AS INTEGER) AS cost_nano, COUNT(*) AS requests, COUNT(*) - COUNT(cost_nano) AS unknown
