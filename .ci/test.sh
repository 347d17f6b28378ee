# shellcheck shell=sh
# `./bootstrap test`, sourced by it: builds each preset, runs its tests, leaves reports in build/reports, counts them.

reports=$PWD/build/reports

# One line for the summary. OUTCOME (passed, failed, skipped) NAME [WHY]
record() {
    printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}" >>"$reports/checks.tsv"
    [ "$1" = passed ] || say "$1: $2${3:+ ($3)}"
}

# Builds targets of a preset. A build that fails is one failed test. PRESET TARGET..
made() {
    preset=$1
    shift
    step "$preset: building"
    folder=build-$preset
    [ "$preset" = release ] && folder=build
    if ! configure "$preset"; then
        record failed "$preset/configure"
        return 1
    fi
    # With no target named, all.
    [ $# -gt 0 ] || set -- all
    if ! cmake --build "$folder" -j "$(jobs)" --target "$@"; then
        record failed "$preset/build"
        return 1
    fi
}

# Runs the tests of a preset's build folder with ctest. PRESET [CTEST OPTION..]
ctest_of() {
    preset=$1
    shift
    step "$preset: testing"
    mkdir -p "$reports/$preset"
    GTEST_OUTPUT="xml:$reports/$preset/" $personality ctest --preset "$preset" -j "$(jobs)" \
        --output-junit "$reports/$preset.xml" "$@" || true # tally.py reads the outcome from the reports
    [ -s "$reports/$preset.xml" ] || record failed "$preset/ctest" "ctest wrote no report"
}

test_release() {
    made release || return 0
    ctest_of release
}

test_asan() {
    made asan || return 0
    ctest_of asan
}

# ThreadSanitizer needs the memory layout it knows; where the kernel randomises more, it runs without randomisation.
test_tsan() {
    probe=$(mktemp -d)
    printf 'int main() { return 0; }\n' >"$probe/probe.cpp"
    c++ -fsanitize=thread "$probe/probe.cpp" -o "$probe/probe" 2>"$probe/why" || {
        record skipped tsan "the compiler has no ThreadSanitizer: $(tail -n 1 "$probe/why")"
        rm -r "$probe"
        return 0
    }
    if "$probe/probe" 2>"$probe/why"; then
        :
    elif setarch "$(uname -m)" -R "$probe/probe" 2>"$probe/why"; then
        personality="setarch $(uname -m) -R"
    else
        record skipped tsan "ThreadSanitizer does not start here: $(head -n 1 "$probe/why")"
        rm -r "$probe"
        return 0
    fi
    rm -r "$probe"
    step "tsan: building"
    configure tsan || {
        record failed tsan/configure
        return 0
    }
    # A test is named like its target.
    threaded=$(ctest --test-dir build-tsan -N -L '^threads$' | sed -n 's/^ *Test *#[0-9]*: //p')
    # shellcheck disable=SC2086
    made tsan $threaded || return 0
    ctest_of tsan -L '^threads$'
    personality=''
}

# How long a target runs: the parsers of what comes from anywhere longest. NAME
fuzz_seconds() {
    case $1 in
        part10_fuzz | dicom_json_fuzz | text_fuzz) echo "${QUOIN_FUZZ_SECONDS:-120}" ;;
        *) echo "${QUOIN_FUZZ_SECONDS:-10}" ;;
    esac
}

# One target over its seeds, for a bounded time; a finding is left in build/reports/fuzz. TARGET
fuzz_one() {
    name=$(basename "$1")
    corpus=$(mktemp -d)
    set -- "$1" "$corpus"
    seeds=tests/fuzz/seeds/${name%_fuzz}
    [ -d "$seeds" ] && set -- "$@" "$seeds"
    dictionary=tests/fuzz/${name%_fuzz}.dict
    [ -f "$dictionary" ] && set -- "$@" "-dict=$dictionary"
    seconds=$(fuzz_seconds "$name")
    if "$@" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$reports/fuzz/$name-" >"$reports/fuzz/$name.log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$reports/fuzz/$name.log")
        say "fuzz: $name, $seconds s, $runs executions"
        record passed "fuzz/$name"
    else
        tail -n 40 "$reports/fuzz/$name.log"
        record failed "fuzz/$name" "the input is in build/reports/fuzz"
    fi
    rm -rf "$corpus"
}

# Takes one target after the other that nobody took yet. FOLDER TARGET..
fuzz_untaken() {
    taken=$1
    shift
    for target in "$@"; do
        mkdir "$taken/$(basename "$target")" 2>/dev/null || continue
        (fuzz_one "$target")
    done
}

# As many targets at a time as there are cores, those that run longest first.
test_fuzz() {
    made fuzz tests/fuzz/all || return 0
    mkdir -p "$reports/fuzz"
    step "fuzz: running"
    targets=$(for target in build-fuzz/fuzz/*_fuzz; do
        if [ ! -f "$target" ] || [ ! -x "$target" ]; then continue; fi
        printf '%s %s\n' "$(fuzz_seconds "$(basename "$target")")" "$target"
    done | sort -rn | cut -d ' ' -f 2)
    if [ -z "$targets" ]; then
        record failed fuzz "no fuzz target was built"
        return 0
    fi
    untaken=$(mktemp -d)
    for _ in $(seq "$(jobs)"); do
        # shellcheck disable=SC2086
        fuzz_untaken "$untaken" $targets &
    done
    wait
    rm -r "$untaken"
}

# Our C and C++ sources: NUL-separated.
sources() { find sdk host plugins examples tests \( -name '*.c' -o -name '*.h' -o -name '*.cpp' -o -name '*.hpp' \) -type f -print0; }

test_style() {
    step "style: clang-format"
    if ! command -v clang-format >/dev/null; then
        record skipped style/clang-format "clang-format is not installed"
    elif sources | xargs -0 clang-format --dry-run -Werror; then
        record passed style/clang-format
    else
        record failed style/clang-format "mend with: clang-format -i FILE"
    fi
}

# clang-tidy over what the product is made of; tests and examples are compiled with the same warnings, not tidied.
test_tidy() {
    step "tidy: clang-tidy"
    if ! command -v run-clang-tidy >/dev/null; then
        record skipped tidy/clang-tidy "clang-tidy is not installed"
        return 0
    fi
    configure release || {
        record failed tidy/configure
        return 0
    }
    log=$reports/clang-tidy.log
    if run-clang-tidy -quiet -p build -j "$(jobs)" "^$PWD/(host|plugins)/" >"$log" 2>&1; then
        record passed tidy/clang-tidy
    else
        grep -E '(error|warning):' "$log" | sort -u | head -n 40
        record failed tidy/clang-tidy "all of it is in build/reports/clang-tidy.log"
    fi
}

# Without tidy where no part is named: it takes longer than all the others together, and CI has half an hour.
run_tests() {
    [ $# -gt 0 ] || set -- release style asan tsan fuzz
    for part in "$@"; do
        case $part in
            release | asan | tsan | fuzz | style | tidy) ;;
            *) die "unknown part '$part' (release, asan, tsan, fuzz, style, tidy)" ;;
        esac
    done
    rm -rf "$reports"
    mkdir -p "$reports"
    : >"$reports/checks.tsv"
    personality=''
    for part in "$@"; do
        began=$(date +%s)
        "test_$part"
        printf '%s: %s s\n' "$part" "$(($(date +%s) - began))" >>"$reports/seconds.txt"
    done
    step "summary"
    cat "$reports/seconds.txt"
    exec python3 .ci/tally.py "$reports"
}
