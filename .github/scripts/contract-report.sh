#!/usr/bin/env bash
# What a branch changes in the contract: as annotations, as a comment of its pull request that is updated in place, and as
# a gate.
#
#   .github/scripts/contract-report.sh [--dry-run] [BASE]
#
# BASE is what the branch will be merged into, `origin/main` when absent. With --dry-run nothing is sent: it says what
# would be. In a workflow it reads GITHUB_REPOSITORY, GITHUB_STEP_SUMMARY, GH_TOKEN and PULL_REQUEST, the number.
set -euo pipefail
cd "$(dirname "$0")/../.."

dry=
if [[ ${1-} == --dry-run ]]; then dry=1; shift; fi
base=${1:-origin/main}
marker='<!-- contract-report -->'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# What the branch changes, and not what happened beside it.
fork=$(git merge-base "$base" HEAD)

# Two reports of one comparison; the gate is asked once.
cargo xtask diff "$fork" --format github
code=0
cargo xtask diff "$fork" --format markdown --fail-on breaking --output "$folder/report.md" || code=$?
# Bad input has no report.
if ((code > 1)); then exit "$code"; fi
printf '%s\n' "$marker" >>"$folder/report.md"
if [[ -n ${GITHUB_STEP_SUMMARY-} ]]; then cat "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"; fi

if [[ -n $dry ]]; then
  echo "would write this comment, in place of the one that has the marker:"
  cat "$folder/report.md"
elif [[ -n ${PULL_REQUEST-} ]]; then
  comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  # Each page gives its own matches; the first one is meant.
  comment=$(gh api --paginate "$comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | contains(\"$marker\"))) | .id" | head -n 1) || comment=
  if [[ -n $comment ]]; then
    send=(--method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment")
  else
    send=(--method POST "$comments")
  fi
  # The token of a pull request from a fork may not write; the summary of the job has the report then.
  gh api "${send[@]}" --field "body=@$folder/report.md" --silent ||
    echo "::warning title=Contract::The comment could not be written; the report is in the summary of the job."
fi
exit "$code"
