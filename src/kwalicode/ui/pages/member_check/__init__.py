"""The page Member check: reports, answers, barred passages, moved codings."""
