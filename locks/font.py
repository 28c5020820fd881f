"""Subset a font file to the weights, characters and features that the site uses.

The tools are installed in these exact versions into a temporary folder: other versions may write other bytes, and their
hash would not match the lock.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

TOOLS = ("fonttools==4.68.0", "brotli==1.2.1")


def subset(font: bytes, wanted: dict[str, Any]) -> bytes:
    """Return a WOFF2 file with the `weights` (min:max), `characters` (a unicode-range) and `features` wanted.

    Raises:
        CalledProcessError: A tool failed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "tools", with_pip=True)
        tools = folder / "tools" / ("Scripts" if sys.platform == "win32" else "bin")
        _run(tools / "python", "-m", "pip", "install", "--quiet", *TOOLS)
        original, instance, subset_path = folder / "original.woff2", folder / "instance.ttf", folder / "subset.woff2"
        original.write_bytes(font)
        weights = f"wght={wanted['weights']}"
        _run(
            tools / "fonttools",
            "varLib.instancer",
            original,
            weights,
            "--output",
            instance,
            "--no-recalc-timestamp",
            "--quiet",
        )
        characters = f"--unicodes={wanted['characters']}"
        features = f"--layout-features={','.join(wanted['features'])}"
        _run(tools / "pyftsubset", instance, characters, features, "--flavor=woff2", f"--output-file={subset_path}")
        return subset_path.read_bytes()


def _run(*arguments: object) -> None:
    subprocess.run([str(argument) for argument in arguments], check=True)  # noqa: S603 (no untrusted input)
