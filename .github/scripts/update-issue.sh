#!/usr/bin/env bash
# Updates the open issue with the label "maintenance" from body.md, or creates the label and the issue.
# Environment:
#   GH_TOKEN    a token that may write issues and labels
#   REPOSITORY  owner/name
set -euo pipefail

number=$(gh issue list --repo "$REPOSITORY" --label maintenance --state open --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
  gh issue edit "$number" --repo "$REPOSITORY" --body-file body.md
else
  gh label create maintenance --repo "$REPOSITORY" --description 'Weekly maintenance report' --force
  gh issue create --repo "$REPOSITORY" --label maintenance --title 'Staying current' --body-file body.md
fi
