#!/usr/bin/env bash
# The minimum Rust version of the published crates: first what their dependencies declare, then a build with that very
# version, where rustup has it or can get it. Run it from anywhere in the checkout.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

packages=(-p bolna-api -p bolna-api-ext)
# All but `native-tls`, which is built where its headers are.
features=bolna-api/schemars,bolna-api/pattern,bolna-api-ext/rustls,bolna-api-ext/rustls-aws-lc-rs,bolna-api-ext/http2,bolna-api-ext/testing
version=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
[ -n "$version" ] || { echo "error: Cargo.toml has no rust-version" >&2; exit 2; }

# A dependency that asks for more than we say would be noticed by its users only.
sources=${CARGO_HOME:-$HOME/.cargo}/registry/src
tree=$(cargo tree --locked "${packages[@]}" --features "$features,bolna-api-ext/native-tls" --edges normal,build --prefix none --format '{p}')
highest=0 too_new=()
while read -r name tag _; do
  manifest=$(find "$sources" -mindepth 3 -maxdepth 3 -path "*/$name-${tag#v}/Cargo.toml" -print -quit)
  [ -n "$manifest" ] || { echo "error: the source of $name ${tag#v} is not there; run \`cargo fetch\`" >&2; exit 2; }
  needs=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$manifest")
  [ -n "$needs" ] || continue
  highest=$(printf '%s\n' "$highest" "$needs" | sort -V | tail -n 1)
  [ "$(printf '%s\n' "$version" "${needs%.0}" | sort -V | tail -n 1)" = "$version" ] || too_new+=("$name ${tag#v} needs $needs")
done < <(grep -v '(\|^$' <<<"$tree" | sort -u)
if [ ${#too_new[@]} -gt 0 ]; then
  printf 'error: rust-version is %s, but\n' "$version" >&2
  printf '  %s\n' "${too_new[@]}" >&2
  exit 1
fi
echo "declared: $version; the dependencies ask for $highest at most"

if ! command -v rustup >/dev/null; then
  echo "not built: there is no rustup to get Rust $version"
  exit
fi
if ! rustup run "$version" rustc --version >/dev/null 2>&1 \
  && ! rustup toolchain install "$version" --profile minimal --no-self-update >/dev/null 2>&1; then
  echo "not built: rustup cannot get Rust $version"
  exit
fi
# Beside the other builds, which a second compiler would undo.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/msrv
rustup run "$version" cargo check --quiet --locked "${packages[@]}" --features "$features"
rustup run "$version" cargo check --quiet --locked "${packages[@]}" --no-default-features
echo "built: with $(rustup run "$version" rustc --version)"
