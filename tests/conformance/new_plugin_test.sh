#!/bin/sh
# What `quoin new plugin` makes builds and passes with the installed SDK alone, in every language; and `quoin check` finds
# nothing in it. No network.
# usage: new_plugin_test.sh SOURCE_FOLDER BUILD_FOLDER
set -eu
umask 022
build=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
quoin=$build/bin/quoin

step() { printf '== %s\n' "$*"; }
die() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
quiet() { # COMMAND..: its output only where it fails
    "$@" >"$place/log" 2>&1 || {
        cat "$place/log" >&2
        die "$*"
    }
}

quiet cmake --install "$build" --prefix "$place/sdk" --component sdk
languages="cpp c"
if command -v cargo >/dev/null || [ -x "$HOME/.cargo/bin/cargo" ]; then
    languages="$languages rust"
else
    echo "SKIPPED: Rust (there is no cargo here)"
fi
cd "$place"
for language in $languages; do
    step "$language"
    name=acme-$language-truth
    quiet "$quoin" new plugin "$name" --language "$language" --id com.acme.truth \
        --types com.acme.groundTruth,imagePlaneModule
    quiet cmake -S "$name" -B "$name/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$place/sdk" \
        -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF -DCMAKE_C_FLAGS="-Wall -Wextra -Wpedantic -Wconversion -Werror" \
        -DCMAKE_CXX_FLAGS="-Wall -Wextra -Wpedantic -Wconversion -Werror"
    quiet cmake --build "$name/build"
    quiet ctest --test-dir "$name/build" --no-tests=error --output-on-failure
    quiet "$quoin" check "$name/build/lib$name.so" --manifest "$name/quoin.yaml" --subject example:1
    "$quoin" check "$name/build/lib$name.so" --manifest "$name/quoin.yaml" --json >"$place/report"
    grep -q '"warn": 0' "$place/report" && grep -q '"fail": 0' "$place/report" && grep -q '"skip": 0' "$place/report" ||
        die "the check of $name does not pass: $(cat "$place/report")"
    "$quoin" --config "$name/quoin.yaml" get com.acme.groundTruth example:1 >"$place/answer"
    [ "$(cat "$place/answer")" = '{"hello":"world"}' ] || die "$name answers $(cat "$place/answer")"
    python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' "$name/.github/workflows/plugin.yml" ||
        die "the example for CI is no YAML"
done
echo "OK"
