"""The page Participants: who takes part, in which role, with whose consent."""
