#!/bin/sh
# What Quoin does, in a minute: `./bootstrap demo`, or `sh examples/demo.sh BUILD_FOLDER`.
set -eu
umask 022
cd -- "$(dirname -- "$0")/.."
build=$(CDPATH='' cd -- "${1:-build}" && pwd)
PATH=$build/bin:$PATH
unset QUOIN_CONFIG QUOIN_DISABLE QUOIN_SAFE_MODE
image=examples/sample/ct.dcm
vendor=$build/examples/libsite-spacing.so

if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
show() { # prints a command as one would type it, and runs it
    printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"
    "$@"
}

say "1. The providers that config/quoin.yaml loads, in the order in which they are asked"
show quoin providers

say "2. What a sample image says"
for module in patientModule generalSeriesModule imagePlaneModule imagePixelModule; do
    show quoin get "$module" "$image" --format table
done

say "3. A vendor drops a library into a plugins folder, and goes before the built-in providers"
place=$(mktemp -d "${TMPDIR:-/tmp}/quoin-demo-XXXXXX")
trap 'rm -rf "$place"' EXIT
mkdir -m 755 "$place/plugins"
cp "$vendor" "$place/plugins/"
cat >"$place/quoin.yaml" <<END
quoin: 1
plugins:
  folders: ["$build/plugins", plugins]
providers:
  - id: com.example.site-spacing
    priority: 100
    config:
      rules:
        - where: { Manufacturer: Quoin } # the site found that its pixels are larger than it says
          factor: 1.02
END
show ls "$place/plugins"
show cat "$place/quoin.yaml"
show quoin --config "$place/quoin.yaml" get imagePlaneModule "$image" --format table

say "4. Why that answer"
show quoin --config "$place/quoin.yaml" explain imagePlaneModule "$image"

say "That was it. Next: README.md, or build/bin/quoin --help."
