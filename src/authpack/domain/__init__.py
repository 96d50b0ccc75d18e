"""The patient's record: frozen models, partial dates, open lists, and the problems found in it."""
