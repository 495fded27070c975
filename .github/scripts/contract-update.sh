#!/usr/bin/env bash
# Takes what Bolna publishes into the contract, regenerates, and opens a pull request with the report as its text. When
# nothing changed it does nothing.
#
#   .github/scripts/contract-update.sh [--dry-run] [SOURCE…]
#
# SOURCE is whatever `cargo xtask vendor` takes; the index of Bolna's documentation when absent. With --dry-run the files
# of the working tree are changed and nothing is committed or sent: it says what would be. In a workflow it reads GH_TOKEN.
set -euo pipefail
cd "$(dirname "$0")/../.."

dry=
if [[ ${1-} == --dry-run ]]; then dry=1; shift; fi
if (($# == 0)); then set -- https://www.bolna.ai/docs/llms.txt; fi
branch=contract/update
export RUST_BACKTRACE=0
title="Take what Bolna publishes into the contract"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
body=$folder/body.md

if [[ -n $(git status --porcelain -- openapi bolna-api/src/generated README.md tests/snapshots) ]]; then
  echo "the contract, the client or the snapshots have changes that are not committed: commit or stash them" >&2
  exit 2
fi

cargo xtask vendor "$@"
if git diff --quiet -- openapi; then
  echo "Bolna's documents say what the contract says"
  exit 0
fi

# What a person has to mend is part of the pull request and does not keep it from being opened.
note() {
  { printf '\n### %s\n\n~~~~text\n' "$1"; tail -c 3500 "$2"; printf '\n~~~~\n'; } >>"$folder/notes.md"
}
: >"$folder/notes.md"
if ! cargo xtask regen >"$folder/regen.txt" 2>&1; then
  note "The client could not be regenerated" "$folder/regen.txt"
elif ! cargo xtask readme >"$folder/readme.txt" 2>&1; then
  note "The table of operations in the README could not be written" "$folder/readme.txt"
elif ! INSTA_UPDATE=always cargo test --quiet --package bolna-tests >"$folder/test.txt" 2>&1; then
  # The first run writes the snapshots that differ and fails for it.
  if ! INSTA_UPDATE=no cargo test --quiet --package bolna-tests >"$folder/test.txt" 2>&1; then
    note "The tests of the contract fail" "$folder/test.txt"
  fi
fi
cargo xtask diff HEAD --format markdown --output "$body"
# GitHub takes 65,536 characters; the report leaves room for this much.
cat "$folder/notes.md" >>"$body"

if [[ -n $dry ]]; then
  echo "would push this to $branch and open, or update, the pull request \"$title\":"
  git status --short -- openapi bolna-api/src/generated README.md tests/snapshots
  cat "$body"
  exit 0
fi
git switch --quiet --force-create "$branch"
git add openapi bolna-api/src/generated README.md tests/snapshots
git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet --message "$title"
git push --quiet --force origin "$branch"
if [[ -n $(gh pr list --head "$branch" --state open --json number --jq '.[].number') ]]; then
  gh pr edit "$branch" --body-file "$body"
else
  gh pr create --head "$branch" --title "$title" --body-file "$body"
fi
