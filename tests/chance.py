"""How many cases a random test tries: enough to notice a slip in `make test`, thousands in `make fuzz`.

`make test` tries the same cases every time, since a failure that nobody can repeat helps nobody.
"""

import os

IS_FUZZ = bool(os.environ.get("FUZZ"))
CASES = 5_000 if IS_FUZZ else 200
