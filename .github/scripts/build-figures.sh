#!/usr/bin/env bash
# What building bolna-api costs a dependent: a cold build of this crate alone, its dependencies built before.
# Run it on a machine that does nothing else, from anywhere in the checkout. It takes a few minutes, once.
#
#   build-figures.sh            all features that are on by default
#   build-figures.sh OPTION…    with these options of `cargo build`, for example `--features schemars`
#   build-figures.sh --peer     what a program of ten lines on bolna-api-ext costs to build from nothing, and the same on
#                               reqwest with default features, serde and chrono: CPU seconds and crates of both
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

[ -x /usr/bin/time ] || { echo "error: /usr/bin/time is not there; install the package \`time\`" >&2; exit 2; }

# A package in the folder $1 with the dependencies $2; its program comes on stdin.
program() {
  mkdir -p "$1/src"
  cat >"$1/src/main.rs"
  printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n%s\n\n[workspace]\n' "${1##*/}" "$2" >"$1/Cargo.toml"
}

# The sum and not the clock: how many cores there are, and what else runs on them, changes it least.
compare_with_peer() {
  local folder name tokio='tokio = { version = "1", features = ["macros", "rt"] }'
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # The folder of now is meant.
  trap "rm -rf '$folder'" EXIT
  program "$folder/peer" 'reqwest = "0.13"
serde = { version = "1", features = ["derive"] }
chrono = { version = "0.4", features = ["serde"] }
'"$tokio" <<'END'
#[derive(serde::Deserialize, Debug)]
struct Agent { id: Option<String>, created_at: Option<chrono::DateTime<chrono::Utc>> }
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let request = reqwest::Client::new().get("https://api.bolna.ai/v2/agent/all");
    let text = request.bearer_auth(std::env::var("BOLNA_API_KEY")?).send().await?.text().await?;
    println!("{text}");
    let _: Option<Agent> = None;
    Ok(())
}
END
  program "$folder/ours" "bolna-api-ext = { path = \"$PWD/bolna-api-ext\" }
$tokio" <<'END'
use bolna_api_ext::Bolna;
use bolna_api_ext::prelude::*;
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), bolna_api_ext::Error> {
    let bolna = Bolna::from_env()?;
    for trunk in bolna.sip_trunks().active().await? {
        for gateway in trunk.gateways_by_priority() {
            println!("{} {}", gateway.routing_priority(), gateway.address());
        }
    }
    Ok(())
}
END
  for name in peer ours; do
    # What is downloaded is not built.
    (cd "$folder/$name" && cargo fetch --quiet)
  done
  # In turns, so that what else the machine does meets both; of two runs the one that was disturbed least.
  for _ in 1 2; do
    for name in peer ours; do
      rm -rf "$folder/target"
      (cd "$folder/$name" && CARGO_TARGET_DIR=$folder/target /usr/bin/time -f '%U %S' cargo build --quiet --offline 2>&1) \
        | tail -n 1 | awk '{ printf "%.1f\n", $1 + $2 }' >>"$folder/$name.seconds"
    done
  done
  for name in peer ours; do
    printf '%s: %s CPU seconds (%s), %s crates\n' "$name" "$(sort -n "$folder/$name.seconds" | head -n 1)" \
      "$(paste -s -d ' ' "$folder/$name.seconds")" \
      "$(cd "$folder/$name" && cargo tree --offline --prefix none -e normal,build | sed 's/ (\*)$//' | sort -u | grep -vc "^$name \|^\[\|^$")"
  done
  awk -v ours="$(sort -n "$folder/ours.seconds" | head -n 1)" -v peer="$(sort -n "$folder/peer.seconds" | head -n 1)" \
    'BEGIN { printf "ours to peer: %.2f\n", ours / peer }'
}

if [[ ${1-} == --peer ]]; then
  rustc --version
  compare_with_peer
  exit
fi

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/build-figures CARGO_INCREMENTAL=0

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
