#!/bin/sh
# What only tests need and pip does not bring: a browser, and Java for the HTML checker.
set -eu
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v java >/dev/null || missing="$missing default-jre-headless"
[ -z "$missing" ] && exit 0
echo "Installing$missing…"
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
# shellcheck disable=SC2086 (a list of names)
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
