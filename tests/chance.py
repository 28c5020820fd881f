"""The number of cases that random tests try: some in `make test`, thousands in `make fuzz`.

`make test` always tries the same cases, so that every failure can be reproduced.
"""

import os

IS_FUZZ = bool(os.environ.get("FUZZ"))
CASES = 5_000 if IS_FUZZ else 200
