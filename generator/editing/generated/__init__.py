"""Files generated from record classes and problem codes: JSON Schemas and the guides for editors."""
