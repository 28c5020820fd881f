#!/usr/bin/env bash
# Opens a pull request with the changes that run-command.sh made and its output.txt, and starts the checks.
# Environment:
#   GH_TOKEN             a token that may push, open pull requests and start workflows
#   REPOSITORY           owner/name
#   RUN                  the id of this run, which makes the branch's name unique
#   COMMAND              the command that made the changes
#   GITHUB_STEP_SUMMARY  gets the pull request's address
set -euo pipefail

if [ -z "$(git status --porcelain data content)" ]; then
  echo "Nothing changed." >> "$GITHUB_STEP_SUMMARY"
  exit 0
fi
# Generated files that need missing fields are updated once the record is complete.
make generated || true
branch="$COMMAND-$RUN"
git checkout --quiet -b "$branch"
git add data content .github/ISSUE_TEMPLATE CONTRIBUTING.md
git -c user.name='resource-center' -c user.email='noreply@users.noreply.github.com' \
  commit --quiet -m "resource-center $COMMAND"
git push --quiet "https://x-access-token:$GH_TOKEN@github.com/$REPOSITORY.git" "HEAD:refs/heads/$branch"
{
  echo '````text'
  head -c 50000 output.txt
  echo '````'
} > body.md
gh pr create --repo "$REPOSITORY" --head "$branch" --title "resource-center $COMMAND" --body-file body.md |
  tee -a "$GITHUB_STEP_SUMMARY"
# GitHub starts no workflows for commits pushed with its own token.
for checks in check.yml tests.yml; do gh workflow run "$checks" --repo "$REPOSITORY" --ref "$branch"; done
