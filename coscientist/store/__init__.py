"""The repository that keeps runs: SQLModel tables over SQLite or PostgreSQL."""
