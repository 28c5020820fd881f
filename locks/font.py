"""A font file → the part of it that the site uses: fewer weights, and no features that the stylesheet never asks for.

The tools have a folder of their own, in these versions: others may write other bytes, which the lock would refuse.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

TOOLS = ("fonttools==4.68.0", "brotli==1.2.1")


def subset(font: bytes, wanted: dict[str, Any]) -> bytes:
    """A WOFF2 file with the `weights` (least:most), the `characters` (the stylesheet's range) and `features` wanted.

    Raises CalledProcessError where a tool fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "tools", with_pip=True)
        tools = folder / "tools" / ("Scripts" if sys.platform == "win32" else "bin")
        _run(tools / "python", "-m", "pip", "install", "--quiet", *TOOLS)
        whole, light, small = folder / "whole.woff2", folder / "light.ttf", folder / "small.woff2"
        whole.write_bytes(font)
        weights = f"wght={wanted['weights']}"
        _run(
            tools / "fonttools",
            "varLib.instancer",
            whole,
            weights,
            "--output",
            light,
            "--no-recalc-timestamp",
            "--quiet",
        )
        characters = f"--unicodes={wanted['characters']}"
        features = f"--layout-features={','.join(wanted['features'])}"
        _run(tools / "pyftsubset", light, characters, features, "--flavor=woff2", f"--output-file={small}")
        return small.read_bytes()


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)  # noqa: S603 (names of our own)
