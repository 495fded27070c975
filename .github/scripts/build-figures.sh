#!/usr/bin/env bash
# What building bolna-api costs a dependent: a cold build of this crate alone, its dependencies built before.
# Run it on a machine that does nothing else, from anywhere in the checkout. It takes a few minutes, once.
#
#   build-figures.sh            all features that are on by default
#   build-figures.sh OPTION…    with these options of `cargo build`, for example `--features schemars`
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/build-figures CARGO_INCREMENTAL=0
[ -x /usr/bin/time ] || { echo "error: /usr/bin/time is not there; install the package \`time\`" >&2; exit 2; }

lines() { find "$@" -name '*.rs' -print0 | xargs -0 cat | wc -l; }
mib() { awk -v bytes="$1" 'BEGIN { printf "%.1f MiB", bytes / 1048576 }'; }

rustc --version
generated=$(lines bolna-api/src/generated)
echo "generated lines: $generated; written by hand: $(($(lines bolna-api/src) - generated))"
for profile in dev release; do
  folder=${profile/dev/debug}
  cargo build --quiet --locked -p bolna-api --profile "$profile" "$@"
  # Three runs; the fastest is the one that was disturbed least.
  best='' peak=0
  for _ in 1 2 3; do
    cargo clean --quiet -p bolna-api --profile "$profile"
    # The largest process is the compiler; cargo and the linker need less.
    measured=$(/usr/bin/time -f '%e %M' cargo build --quiet --locked -p bolna-api --profile "$profile" "$@" 2>&1 | tail -n 1)
    read -r seconds kib <<<"$measured"
    best=$(printf '%s\n' "$seconds" ${best:+"$best"} | sort -n | head -n 1)
    peak=$((kib > peak ? kib : peak))
  done
  rlib=$(stat -c %s "$CARGO_TARGET_DIR/$folder/libbolna_api.rlib")
  echo "$profile: $best s, peak memory $(mib $((peak * 1024))), rlib $(mib "$rlib")"
done
