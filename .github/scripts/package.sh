#!/usr/bin/env bash
# The published crates as crates.io would get them. Run it from anywhere in the checkout.
#
#   package.sh            packs them and looks at what is inside: a second, no network
#   package.sh --verify   packs them from a clean checkout and builds what is inside: bolna-api alone, then bolna-api-ext on
#                         that; minutes, because the dependencies are built as a dependent has them
#
# Nothing is published. Before that can happen, `repository` has to be set: no address is known yet.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

crates=(bolna-api bolna-api-ext)
packages=(-p bolna-api -p bolna-api-ext)
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

case ${1:-} in
  '') options=(--no-verify --allow-dirty --offline) ;;
  --verify)
    options=()
    # Cargo takes a version that it has unpacked or built once for the same for ever, and ours stays the same from one change
    # to the next: bolna-api-ext would be built on an old bolna-api. So it starts from nothing.
    export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/package-verify
    rm -rf "$CARGO_TARGET_DIR" "${CARGO_HOME:-$HOME/.cargo}"/registry/src/-*/bolna-api-*[0-9]
    ;;
  *) echo "usage: package.sh [--verify]" >&2; exit 2 ;;
esac

# A new file that nobody meant to publish, or a licence that is not there, shows here. `.cargo_vcs_info.json`, `Cargo.lock`
# and `Cargo.toml.orig` are cargo's.
for crate in "${crates[@]}"; do
  files=$(cargo package --quiet --offline --allow-dirty --list -p "$crate" 2>/dev/null)
  for file in Cargo.toml LICENSE-APACHE LICENSE-MIT README.md src/lib.rs; do
    grep -qx "$file" <<<"$files" || fail "$crate would be published without $file; see \`include\` in $crate/Cargo.toml"
  done
  others=$(grep -vxE '\.cargo_vcs_info\.json|Cargo\.(lock|toml|toml\.orig)|LICENSE-(APACHE|MIT)|README\.md|src/.+\.rs|src/guide/.+\.md|src/sip_trunks/doctor/rules\.md|examples/.+\.(rs|json)' <<<"$files" || true)
  [ -z "$others" ] || fail "$crate would be published with ${others//$'\n'/, }"
  for licence in LICENSE-APACHE LICENSE-MIT; do
    cmp -s "$licence" "$crate/$licence" || fail "$crate/$licence is not the $licence of the workspace; copy it"
  done
done

# Packing fails on a path dependency without a version, and warns about metadata that is not there.
said=$(cargo package --color never "${options[@]}" "${packages[@]}" 2>&1) || fail "$said"
sed 's/^/  /' <<<"$said"
missing=$(grep -A1 '^warning: manifest has no' <<<"$said" || true)
[ -z "$missing" ] || fail "$missing"
