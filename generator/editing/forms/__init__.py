"""Issue forms on GitHub, and what people send with them → records proposed for review."""
