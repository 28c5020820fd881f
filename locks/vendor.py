"""The vendored files: fetch them from their packages, or verify the committed ones.

`locks/vendor.json` says which package each file came from, the hash of the package as the registry
gives it, and the hash of each file. `below` is the folder of the project that holds the package's own:
browser files by default, which are published; what only the build reads lies elsewhere. Such a folder
holds nothing else. A font may be kept in part (`subset`; see font.py). Building the site never runs this; linting
verifies.
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
    """Where a package's files lie, from the project's root."""
    return f"{package.get('below', BELOW)}/{package['folder']}"


def verify() -> list[str]:
    """What differs between the lock and the files: nothing missing, changed or besides."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))
    known = {
        f"{folder_of(package)}/{name}": line["sha256"]
        for package in packages
        for name, line in package["files"].items()
    }
    folders = {package.get("below", BELOW) for package in packages}
    paths = [path for folder in sorted(folders) for path in (ROOT / folder).rglob("*") if path.is_file()]
    found = {path.relative_to(ROOT).as_posix(): path for path in paths}
    faults = [f"{name} is missing. Run: make vendor" for name in known.keys() - found.keys()]
    faults += [f"{name} is not in locks/vendor.json." for name in found.keys() - known.keys()]
    for name in known.keys() & found.keys():
        if hashlib.sha256(found[name].read_bytes()).hexdigest() != known[name]:
            faults.append(f"{name} was changed. Run: make vendor")
    return sorted(faults)


def fetch() -> None:
    """Take each locked file out of its package, whose own hash must be the locked one."""
    from font import subset  # beside this file: found where this runs as a script, which is where it is needed

    for package in json.loads(LOCK.read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as folder:
            spec = f"{package['name']}@{package['version']}"
            subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True)  # noqa: S603, S607 (a name from the lock)
            (tarball,) = Path(folder).glob("*.tgz")
            digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
            if f"sha512-{digest}" != package["integrity"]:
                raise SystemExit(f"{spec} is not the package that was locked.")
            with tarfile.open(tarball) as archive:
                for name, line in package["files"].items():
                    member = archive.extractfile(f"package/{line['from']}")
                    if member is None:
                        raise SystemExit(f"{spec} holds no {line['from']}.")
                    target = ROOT / folder_of(package) / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    content = member.read()
                    target.write_bytes(subset(content, line["subset"]) if "subset" in line else content)


if __name__ == "__main__":
    if sys.argv[1:] == ["fetch"]:
        fetch()
    faults = verify()
    print("\n".join(faults) or "The vendored files are those of the lock.")
    raise SystemExit(1 if faults else 0)
