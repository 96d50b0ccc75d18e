"""authpack: TMS medical-necessity checking and letters, offline.

Nothing is imported here, so that ``import authpack`` costs nothing; the public verbs are in
:mod:`authpack.api`.
"""

__version__ = "0.1.0"
