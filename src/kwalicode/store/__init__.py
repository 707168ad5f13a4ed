"""The study file and the key file: two encrypted SQLite files. The only floor that speaks SQL."""
