#!/usr/bin/env bash
# Does the whole update, `cargo xtask update`, writes the snapshots, and opens a pull request with the report as its text. When
# nothing changed it does nothing.
#
#   .github/scripts/contract-update.sh [--dry-run] [SOURCE…]
#
# SOURCE is whatever `cargo xtask update` takes; the index of Bolna's documentation when absent. With --dry-run the files
# of the working tree are changed and nothing is committed or sent: it says what would be. In a workflow it reads GH_TOKEN.
set -euo pipefail
cd "$(dirname "$0")/../.."

dry=
if [[ ${1-} == --dry-run ]]; then dry=1; shift; fi
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

# 1 is something left for a person, which is part of the pull request and does not keep it from being opened.
code=0
cargo xtask update --keep-going "$@" >"$folder/update.txt" || code=$?
if ((code > 1)); then exit "$code"; fi
# What is left, from its head line on; the report itself comes below.
left=$(sed -n '/^left to decide: /,$p' "$folder/update.txt")
if git diff --quiet -- openapi bolna-api/src/generated README.md; then
  echo "Bolna's documents say what the contract says"
  # A page that cannot be had, or an operation that is gone, is nobody's pull request: the run fails and is seen.
  if ((code == 1)); then printf '%s\n' "$left" >&2; fi
  exit "$code"
fi

note() {
  { printf '\n### %s\n\n~~~~text\n' "$1"; tail -c 3500 "$2"; printf '\n~~~~\n'; } >>"$folder/notes.md"
}
: >"$folder/notes.md"
if ! INSTA_UPDATE=always cargo test --quiet --package bolna-tests >"$folder/test.txt" 2>&1; then
  # The first run writes the snapshots that differ and fails for it.
  if ! INSTA_UPDATE=no cargo test --quiet --package bolna-tests >"$folder/test.txt" 2>&1; then
    note "The tests of the contract fail" "$folder/test.txt"
  fi
fi
printf '%s\n' "$left" >"$folder/left.txt"
note "Left to decide" "$folder/left.txt"
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
