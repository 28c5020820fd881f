#!/bin/sh
# What only tests and linters need and pip does not bring: Node.js with the packages of package-lock.json, two browsers,
# Java, and the Nu HTML Checker for it. With the argument 'node', only Node.js and its packages.
set -eu
cd "$(dirname "$0")/.."

checker=vnu-jar@26.9.27
checker_sha512=4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428
only=${1:-}

has() {
  for program; do command -v "$program" >/dev/null && return; done
  return 1
}

missing=""
has node || missing="$missing nodejs"
cmp -s package-lock.json node_modules/installed-lock.json || has npm || missing="$missing npm"
if [ "$only" != node ]; then
  # Debian's Chromium without windows takes half the time for each page; GitHub's machines bring Chrome and Firefox.
  has chromium-headless-shell google-chrome || missing="$missing chromium-headless-shell"
  has firefox-esr firefox || missing="$missing firefox-esr"
  has java || missing="$missing default-jre-headless"
  [ -f .tools/vnu.jar ] || has npm || missing="$missing npm"
fi
if [ -n "$missing" ]; then
  echo "Installing$missing…"
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086 # a list of names
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! cmp -s package-lock.json node_modules/installed-lock.json; then
  echo "Installing the packages of package-lock.json…"
  # Each package is checked against its hash in the lock, and none may run a script of its own.
  npm ci --silent --ignore-scripts --no-audit --no-fund
  # Last of all: an installation that was cut off is done anew.
  cp package-lock.json node_modules/installed-lock.json
fi

if [ "$only" != node ] && [ ! -f .tools/vnu.jar ]; then
  echo "Fetching $checker…"
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  (cd "$folder" && npm pack --silent "$checker" >/dev/null)
  echo "$checker_sha512  $(ls "$folder"/*.tgz)" | sha512sum --check --quiet
  mkdir -p .tools
  tar -xzf "$folder"/*.tgz -C "$folder" package/build/dist/vnu.jar
  mv "$folder/package/build/dist/vnu.jar" .tools/vnu.jar
fi
