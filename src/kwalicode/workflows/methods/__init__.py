"""The methods section: facts that the study knows, and what an author must add."""
