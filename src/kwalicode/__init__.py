"""From confidential interviews to themes and quotes that expose no one."""
