"""Pure arithmetic of qualitative analysis: tables in, numbers out."""
