"""Courses, sessions and their notes: checks over the record, with no storage and no documents."""
