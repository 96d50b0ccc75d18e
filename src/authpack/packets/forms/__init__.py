"""A payer's own form, filled from the case: read it (``reading``), map it (``mapping``), fill it (``fill``)."""
