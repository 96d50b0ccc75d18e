"""What a denial says, which criteria it names, by when and where it is answered, and what answers it."""
