#!/usr/bin/env bash
# Chooses the tests to run: those that pass for any valid records if only records and text changed since the merge base,
# otherwise all. Restores the list of published URLs from the merge base.
# Environment:
#   BASE           the branch that the pull request is for
#   GITHUB_OUTPUT  gets target=NAME, a target of the Makefile
set -euo pipefail

commit=$(git merge-base HEAD "origin/$BASE")
# Before `make generated`, which adds to the list of published URLs.
git checkout --quiet "$commit" -- data/.published.txt
if git diff --quiet "$commit" HEAD -- . ':!data' ':!content' ':!CONTRIBUTING.md' ':!.github/ISSUE_TEMPLATE'; then
  echo "target=test-site" >> "$GITHUB_OUTPUT"
else
  echo "target=test" >> "$GITHUB_OUTPUT"
fi
