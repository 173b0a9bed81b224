#!/bin/sh
# Runs one fuzz target for some seconds, with what it found before and the seeds beside this file.
#
#   Tests/DominoFuzzTests/run.sh json|scenario|table|project|shard|arguments SECONDS [FOLDER]
#
# FOLDER holds the program that build.sh made, and keeps the inputs (corpus) and whatever broke a law (findings);
# "$TMPDIR/domino-fuzz" if none is named. Copy a finding into Findings/TARGET: the tests read it from then on.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$1
seconds=$2
out=${3:-${TMPDIR:-/tmp}/domino-fuzz}
corpus=$out/corpus/$target
findings=$out/findings/$target
mkdir -p "$corpus" "$findings"
cases=$root/Tests/DominoScenarioTests
inputs="$here/Seeds/$target"
[ -d "$here/Findings/$target" ] && inputs="$inputs $here/Findings/$target"
# Longest input, and files of which each name, heading or word in quotes is worth trying in any place.
case $target in
json) length=2048 words="JSON/JSONDiagnosis+Words.swift" inputs="$inputs $cases/BadInput" ;;
scenario) length=6000 words="Format/*.swift" inputs="$inputs $cases/BadInput $root/Scenarios" ;;
table) length=2048 words="Importing/Tables/TableField.swift" inputs="$inputs $cases/BadTables $cases/Tables" ;;
project) length=4500 words="Importing/MSPDI/*.swift" inputs="$inputs $cases/BadTables $cases/Tables" ;;
shard) length=12000 words="../DominoAnalysis/Shards/Shard*.swift" ;;
arguments) length=512 words="../DominoCommand/Commands/*.swift" ;;
*) sed -n '2,7p' "$0"; exit 64 ;;
esac
dictionary=$out/$target.words
(
    cd "$root/Sources/DominoScenario"
    # shellcheck disable=SC2086
    {
        grep -ohE '"[$A-Za-z][A-Za-z0-9 .-]{0,20}"' $words
        # Cases of enumerations whose names are the words.
        grep -ohE '^ +case [A-Za-z, ]+$' $words | sed 's/^ *case //' | tr -s ', ' '\n' | sed 's/.*/"&"/'
        true
    } | LC_ALL=C sort -u
    [ "$target" = project ] && echo '"<![CDATA[" "]]>" "<!--" "-->" "&#x" "</" "/>" "PT8H0M0S"' | tr ' ' '\n'
    true
) >"$dictionary"
# shellcheck disable=SC2086
DOMINO_FUZZ=$target SWIFT_BACKTRACE=enable=no \
    ASAN_OPTIONS=symbolize=0:detect_leaks=0:quarantine_size_mb=32 \
    timeout -k 30 $((seconds + 900)) "$out/domino-fuzz" "$corpus" $inputs \
    -max_total_time="$seconds" -max_len=$length -timeout=600 -report_slow_units=600 -rss_limit_mb=1024 -dict="$dictionary" \
    -artifact_prefix="$findings/" -print_final_stats=1 -use_value_profile=0 -reload=0 ${FUZZ_FLAGS:-}
