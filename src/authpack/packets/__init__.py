"""One submission-ready PDF: exhibits, cover, contents, stamps, forms and manifest."""
