"""Runs scripts of the site in Node.js without a page, to compare them with their references in Python."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

LOAD = (Path(__file__).parent / "js" / "load.mjs").as_uri()


def run_scripts(
    program: str, given: Any, *files: str, data: dict[str, Any] | None = None, zone: str | None = None
) -> Any:
    """Run some scripts, then a function of the namespace `site` and of some data, and return what it returns.

    Args:
        program: The function, such as "(site, given) => given.map(site.facets.read)".
        given: Its second argument. All cases of a test go into it, since starting Node.js takes longer than most tests.
        files: The paths of the scripts from the root of the repository.
        data: The data of kinds that the scripts read, by kind.
        zone: The time zone of the reader; by default, that of this machine.
    """
    arguments = json.dumps({"files": files, "data": data or {}, "given": given})
    text = f"""
        import {{ load }} from {json.dumps(LOAD)};
        const {{ files, data, given }} = JSON.parse({json.dumps(arguments)});
        console.log(JSON.stringify(({program})(load(files, {{ data }}), given)));
    """
    command = ["node", "--input-type=module", "-"]
    environment = {**os.environ, **({"TZ": zone} if zone else {})}
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=True, encoding="utf-8", env=environment
    )
    return json.loads(done.stdout)
