"""``python -m authpack``: the command line."""

from authpack.cli.main import main

raise SystemExit(main())
