"""The page Survey statistics: tables of closed answers."""
