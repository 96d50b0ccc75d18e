"""A stranger's file as clean PDF pages, made in a child process: nothing here trusts what it reads."""
