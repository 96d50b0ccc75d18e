"""Writers: a neutral document to bytes of one file format; they know the format and nothing else."""
