"""The PDFs of a pathway: a brief for decision makers, a checklist, and the practice questions."""
