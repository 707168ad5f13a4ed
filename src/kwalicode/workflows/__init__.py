"""What a researcher does that takes more than one step."""
