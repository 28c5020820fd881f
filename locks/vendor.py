"""Download the vendored files from their npm packages, or verify the committed files.

`locks/vendor.json` lists the packages, each with its hash in the registry, and their files, each with its own hash.
`below` is the parent folder: by default that of browser files, which are published; files that only the build reads are
in other folders. These folders contain nothing else. A font may be reduced (`subset`; see font.py). `make lint`
verifies the files; building the site never runs this script.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "locks" / "vendor.json"
BELOW = "theme/assets/vendor"


def folder_of(package: dict[str, Any]) -> str:
    """Return the folder of a package's files, relative to the project's root."""
    return f"{package.get('below', BELOW)}/{package['folder']}"


def verify() -> list[str]:
    """Return a message for each file that is missing, changed or not in the lock."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))
    locked = {
        f"{folder_of(package)}/{name}": entry["sha256"]
        for package in packages
        for name, entry in package["files"].items()
    }
    folders = {package.get("below", BELOW) for package in packages}
    paths = [path for folder in sorted(folders) for path in (ROOT / folder).rglob("*") if path.is_file()]
    present = {path.relative_to(ROOT).as_posix(): path for path in paths}
    problems = [f"{name} is missing. Run: make vendor" for name in locked.keys() - present.keys()]
    problems += [f"{name} is not in locks/vendor.json." for name in present.keys() - locked.keys()]
    for name in locked.keys() & present.keys():
        if hashlib.sha256(present[name].read_bytes()).hexdigest() != locked[name]:
            problems.append(f"{name} was changed. Run: make vendor")
    return sorted(problems)


def fetch() -> None:
    """Download each package, check its hash and extract the locked files.

    Raises:
        SystemExit: A package has another hash, or a file is not in it.
    """
    from font import subset  # font.py is next to this file, so this import works only when this runs as a script

    for package in json.loads(LOCK.read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as folder:
            spec = f"{package['name']}@{package['version']}"
            subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True)  # noqa: S603, S607 (a name from the lock)
            (tarball,) = Path(folder).glob("*.tgz")
            digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
            if f"sha512-{digest}" != package["integrity"]:
                raise SystemExit(f"The hash of {spec} does not match locks/vendor.json.")
            with tarfile.open(tarball) as archive:
                for name, entry in package["files"].items():
                    member = archive.extractfile(f"package/{entry['from']}")
                    if member is None:
                        raise SystemExit(f"{spec} does not contain {entry['from']}.")
                    target = ROOT / folder_of(package) / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    content = member.read()
                    target.write_bytes(subset(content, entry["subset"]) if "subset" in entry else content)


if __name__ == "__main__":
    if sys.argv[1:] == ["fetch"]:
        fetch()
    problems = verify()
    print("\n".join(problems) or "The vendored files match locks/vendor.json.")
    raise SystemExit(1 if problems else 0)
