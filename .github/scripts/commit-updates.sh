#!/usr/bin/env bash
# Commits the updated generated files to the pull request's branch, pushes them and starts the checks.
# Environment:
#   GH_TOKEN    a token that may push and start workflows
#   REPOSITORY  owner/name
#   BRANCH      the pull request's branch
#   HEAD        the last commit of the branch
set -euo pipefail

# Bash reads a script while it runs, and this one checks out the branch, which may have another version of this file.
# Bash reads all of a function before it runs it.
main() {
  updated=$(mktemp -d)
  mkdir "$updated/.github"
  cp -R data content CONTRIBUTING.md "$updated"
  cp -R .github/ISSUE_TEMPLATE "$updated/.github"
  git checkout --quiet --force --detach "$HEAD"
  cp -R "$updated/." .
  git add data content .github/ISSUE_TEMPLATE CONTRIBUTING.md
  if git diff --cached --quiet; then
    echo "Everything is up to date."
    return
  fi
  git -c user.name='resource-center' -c user.email='noreply@users.noreply.github.com' \
    commit --quiet -m 'Update the generated files'
  git push --quiet "https://x-access-token:$GH_TOKEN@github.com/$REPOSITORY.git" "HEAD:refs/heads/$BRANCH"
  # GitHub starts no workflows for commits pushed with its own token.
  for checks in check.yml tests.yml; do gh workflow run "$checks" --repo "$REPOSITORY" --ref "$BRANCH"; done
}

main; exit
