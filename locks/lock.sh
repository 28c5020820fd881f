#!/bin/sh
# Resolves the newest versions that pyproject.toml allows, with a hash for each file.
# uv is installed into a temporary folder: the site and its tests do not need it.
set -eu
cd "$(dirname "$0")"
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
python3 -m venv "$tool"
"$tool/bin/pip" install --quiet uv
compile() {
  "$tool/bin/uv" pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate \
    --python-version 3.11 "$@"
}
compile ../pyproject.toml build.in --upgrade -o site.txt
compile ../pyproject.toml build.in --upgrade --extra test -c site.txt -o test.txt
compile ../pyproject.toml build.in --upgrade --extra coordinates -c site.txt -o coordinates.txt
compile ../pyproject.toml build.in --upgrade --extra bench -c test.txt -o bench.txt
