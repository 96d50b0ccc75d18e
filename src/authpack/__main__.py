"""``python -m authpack``: the command line."""

from authpack.cli.main import program

if __name__ == "__main__":
    program()
