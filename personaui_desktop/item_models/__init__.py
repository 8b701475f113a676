"""Qt item models: rows already fetched, roles, nothing else."""
