#!/bin/sh
# The project as others get it: installed, moved, used from outside.
# usage: packaging_test.sh SOURCE_FOLDER BUILD_FOLDER
#
#   1. `cmake --install` into a folder, which is then moved: nothing in it may know where it was made
#   2. the command answers from there, with the installed manifest and plugins
#   3. examples/embed is built outside the tree with find_package(quoin) and answers
#   4. the vendors' plugins are built outside the tree with the component `sdk` alone, and the installed command loads them
#   5. all of it with a umask that lets the group write, which the host would refuse
set -eu
umask 002
source=$1
build=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

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
outside() { # EXAMPLE PREFIX: builds a copy of it against what is installed in PREFIX
    cp -R "$source/examples/$1" "$place/$1"
    quiet cmake -S "$place/$1" -B "$place/$1/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_PREFIX_PATH="$2" -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF
    quiet cmake --build "$place/$1/build"
}

step "install everything, then move it"
quiet cmake --install "$build" --prefix "$place/made-here"
mv "$place/made-here" "$place/installed"
installed=$place/installed
for file in bin/quoin lib/quoin/config/quoin.yaml lib/quoin/config/quoin.schema.json include/quoin/abi.h \
    include/quoin/quoin.hpp include/quoin/value.hpp include/quoin/host.hpp include/quoin/json.hpp; do
    [ -f "$installed/$file" ] || die "$file is not installed"
done
if grep -rIlF -e "$source" -e "$build" -e made-here "$installed" >"$place/log"; then
    die "these installed files name the folder of the build: $(cat "$place/log")"
fi
find "$installed" -perm /022 ! -type l >"$place/log"
[ ! -s "$place/log" ] || die "these installed files can be written by others: $(cat "$place/log")"

step "the installed command answers"
sample=$source/examples/sample/ct.dcm
"$installed/bin/quoin" get imagePlaneModule "$sample" >"$place/answer" || die "quoin get imagePlaneModule"
grep -q pixelSpacing "$place/answer" || die "no pixelSpacing in: $(cat "$place/answer")"
"$installed/bin/quoin" providers >"$place/providers" || die "quoin providers"
if grep -qF "$build" "$place/providers"; then die "plugins are taken from the build tree"; fi

step "examples/embed with find_package(quoin)"
outside embed "$installed"
"$place/embed/build/embed" "$installed/lib/quoin/config/quoin.yaml" "$sample" >"$place/embedded" || die "embed"
grep -q pixelSpacing "$place/embedded" || die "no pixelSpacing in: $(cat "$place/embedded")"

step "vendors' plugins with find_package(quoin-sdk) alone"
quiet cmake --install "$build" --prefix "$place/sdk" --component sdk
find "$place/sdk" -type f | sed "s|^$place/sdk/||" | grep -vE '^(include/quoin/|lib[^/]*(/[^/]+)?/cmake/quoin-sdk/)' \
    >"$place/log" || true
[ ! -s "$place/log" ] || die "the component sdk installs more than the SDK: $(cat "$place/log")"
[ ! -e "$place/sdk/include/quoin/host.hpp" ] || die "the component sdk has the header of the host"
mkdir -m 755 "$place/vendors"
for example in ground-truth-csv site-spacing private-tag-c patient-table; do
    outside "$example" "$place/sdk"
    quiet ctest --test-dir "$place/$example/build" --no-tests=error
    library=$(find "$place/$example/build" -name 'lib*.so')
    [ -f "$library" ] || die "examples/$example made no library"
    cp "$library" "$place/vendors/"
done
chmod 755 "$place/vendors"/*.so
exported=$(nm -D --defined-only "$place/vendors"/*.so | awk 'NF == 3 { print $3 }' | sort -u)
[ "$exported" = quoin_entry_1 ] || die "a plugin exports more than quoin_entry_1: $exported"

step "the installed command loads them"
cat >"$place/quoin.yaml" <<END
quoin: 1
plugins:
  folders: [installed/lib/quoin/plugins, vendors]
providers:
  - { id: com.acme.ground-truth, config: { file: "$place/truth.csv" } }
  - id: com.example.patient-table
    config: { database: "$place/patients.sqlite", query: "SELECT 1 WHERE ?1 = ''" }
END
echo subject,lesions >"$place/truth.csv"
: >"$place/patients.sqlite" # SQLite takes an empty file as an empty database
"$installed/bin/quoin" --config "$place/quoin.yaml" providers --format json >"$place/providers"
for library in "$place/vendors"/*.so; do
    grep -qF "$(basename "$library")" "$place/providers" || die "$(basename "$library") is not among the providers"
done
if grep -q '"refused"' "$place/providers"; then die "a plugin was refused: $(cat "$place/providers")"; fi
echo "OK"
