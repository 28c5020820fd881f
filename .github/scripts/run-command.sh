#!/usr/bin/env bash
# Runs a command that changes records, and writes its output to output.txt.
# Environment:
#   COMMAND   new, rename, remove, reviewed, fix, open-period or close-period
#   RECORD    new, rename, remove, reviewed, close-period: the record; reviewed: one or more
#   NEW_NAME  rename: the new name
#   ROLE      reviewed: the reviewer's role
#   PATHWAY   open-period: the pathway
#   OPENS     open-period: the first day
#   CLOSES    open-period, close-period: the last day
#   TIMEZONE  open-period: the time zone
#   SOURCE    open-period: a document in data/sources/, or the title of the page that states the dates
#   ADDRESS   open-period: the address of that page, or nothing
set -euo pipefail

run() { .venv/bin/resource-center "$@" 2>&1 | tee output.txt; }

case "$COMMAND" in
  new)
    path=${RECORD#data/}
    path=${path%.yml}
    run new -- "${path%%/*}" "${path#*/}"
    ;;
  rename) run rename --write -- "$RECORD" "$NEW_NAME" ;;
  remove) run remove --write -- "$RECORD" ;;
  reviewed)
    # Names have no spaces. People may also put commas or line breaks between them.
    read -r -d '' -a records <<< "${RECORD//,/ }" || true
    run reviewed --by "$ROLE" -- "${records[@]}"
    ;;
  fix) run fix --write ;;
  open-period)
    set -- --opens "$OPENS" --closes "$CLOSES" --timezone "$TIMEZONE"
    if [ -n "$SOURCE" ]; then set -- "$@" --source "$SOURCE"; fi
    if [ -n "$ADDRESS" ]; then set -- "$@" --url "$ADDRESS"; fi
    run open-period "$@" -- "$PATHWAY"
    ;;
  close-period) run close-period --on "$CLOSES" -- "$RECORD" ;;
esac
