"""Documents: templates to neutral blocks, blocks to DOCX and PDF, every printed value with its trace."""
