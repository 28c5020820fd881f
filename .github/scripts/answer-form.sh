#!/usr/bin/env bash
# Opens or updates a pull request with the record that `resource-center from-form` made from an issue, and starts the
# checks. If it made none, replies to the issue with its output, answer.md.
# Environment:
#   GH_TOKEN    a token that may push, comment, open pull requests and start workflows
#   REPOSITORY  owner/name
#   NUMBER      the issue's number
#   CODE        the exit code of `resource-center from-form`
set -euo pipefail

{
  printf 'Result of the check:\n\n````text\n'
  head -c 50000 answer.md
  printf '\n````\n'
} > body.md
if [ "$CODE" != 0 ] || [ -z "$(git status --porcelain data)" ]; then
  gh issue comment "$NUMBER" --repo "$REPOSITORY" --body-file body.md
  exit 0
fi

printf '\nCloses #%s\n' "$NUMBER" >> body.md
# Generated files that need missing fields are updated once the record is complete.
make generated || true
branch="form-$NUMBER"
title="Add the record from form $NUMBER"
git checkout --quiet -b "$branch"
git add data .github/ISSUE_TEMPLATE CONTRIBUTING.md
git -c user.name='resource-center' -c user.email='noreply@users.noreply.github.com' commit --quiet -m "$title"
git push --quiet --force "https://x-access-token:$GH_TOKEN@github.com/$REPOSITORY.git" "HEAD:refs/heads/$branch"
# The label may be added again after a correction: update the pull request that is already open.
address=$(gh pr list --repo "$REPOSITORY" --head "$branch" --state open --json url --jq '.[0].url // empty')
if [ -n "$address" ]; then
  gh pr edit "$address" --body-file body.md
else
  address=$(gh pr create --repo "$REPOSITORY" --head "$branch" --title "$title" --body-file body.md)
  gh issue comment "$NUMBER" --repo "$REPOSITORY" --body "Opened a pull request for this record: $address"
fi
# GitHub starts no workflows for commits pushed with its own token.
for checks in check.yml tests.yml; do gh workflow run "$checks" --repo "$REPOSITORY" --ref "$branch"; done
