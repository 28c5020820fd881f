#!/usr/bin/env bash
# Runs a command that changes records, and writes its output to output.txt.
# Environment:
#   COMMAND  new, rename, reviewed, fix, open-period or close-period
#   FIRST    new: the kind; rename, reviewed: the record; open-period: the pathway; close-period: the period
#   SECOND   new: the file's name; rename: the new name; reviewed: the reviewer's role; open-period: the first day;
#            close-period: the last day
#   THIRD    open-period: the last day
#   FOURTH   open-period: the time zone
#   SOURCE   open-period: the title of the page that states the dates, or nothing
#   ADDRESS  open-period: the address of that page, or nothing
set -euo pipefail

run() { .venv/bin/resource-center "$@" 2>&1 | tee output.txt; }

case "$COMMAND" in
  new) run new -- "$FIRST" "$SECOND" ;;
  rename) run rename --write -- "$FIRST" "$SECOND" ;;
  reviewed) run reviewed --by "$SECOND" -- "$FIRST" ;;
  fix) run fix --write ;;
  open-period)
    set -- --opens "$SECOND" --closes "$THIRD" --timezone "$FOURTH"
    if [ -n "$SOURCE" ]; then set -- "$@" --source "$SOURCE"; fi
    if [ -n "$ADDRESS" ]; then set -- "$@" --url "$ADDRESS"; fi
    run open-period "$@" -- "$FIRST"
    ;;
  close-period) run close-period --on "$SECOND" -- "$FIRST" ;;
esac
