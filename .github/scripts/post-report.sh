#!/usr/bin/env bash
# Creates or updates the comment with the report of check.yml on the pull request whose head was checked.
# The report is untrusted and is used as text only. A pull request that changes code could have written any report, so
# it gets a link to the run instead.
# Environment:
#   GH_TOKEN     a token that may comment on pull requests
#   REPOSITORY   owner/name
#   OWNER        the owner of the repository that has the pull request's branch, which may be a fork
#   BRANCH       the pull request's branch
#   HEAD         the commit that was checked
#   RUN          the address of the run of check.yml
#   RUNNER_TEMP  the folder that has report/changes.md, if the check wrote one
set -euo pipefail

report="$RUNNER_TEMP/report/changes.md"
number=$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f head="$OWNER:$BRANCH" \
  --jq "[.[] | select(.head.sha == \"$HEAD\") | .number] | first // empty")
if [ -z "$number" ]; then
  echo "No open pull request has this head commit. A newer commit has its own check."
  exit 0
fi

gh api "repos/$REPOSITORY/pulls/$number/files" --paginate \
  --jq '.[] | [.filename, .previous_filename // .filename]
    | all(test("^(data|content|\\.github/ISSUE_TEMPLATE)/|^CONTRIBUTING\\.md$"))' > records-only.txt
# GitHub lists at most 3,000 files, and any other could be code. The head is compared again: it may have moved.
listed="$(wc -l < records-only.txt | tr -d ' ') $HEAD"
counted=$(gh api "repos/$REPOSITORY/pulls/$number" --jq '"\(.changed_files) \(.head.sha)"')

mark='<!-- what readers will see -->'
{
  echo "$mark"
  if [ "$listed" != "$counted" ] || grep -qvx true records-only.txt; then
    echo 'This changes more than records and text. See the summary of the check for what readers will see.'
  elif [ -s "$report" ]; then
    head -c 60000 "$report"
  else
    echo 'The check did not finish. See its log.'
  fi
  printf '\n\n[Preview and details](%s)\n' "$RUN"
} > body.md

gh api "repos/$REPOSITORY/issues/$number/comments" --paginate \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id" > old.txt
old=$(sed -n 1p old.txt)
if [ -n "$old" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$old" -F body=@body.md > /dev/null
else
  gh api --method POST "repos/$REPOSITORY/issues/$number/comments" -F body=@body.md > /dev/null
fi
