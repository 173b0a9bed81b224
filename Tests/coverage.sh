#!/usr/bin/env bash
# How many lines of each module the tests run, what they run in processes of their own included.
#
#   Tests/coverage.sh [--filter ...]     tests, and a table
#   Tests/coverage.sh --show FILE...     the lines of sources that the last run left out
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.build-coverage
tools=$(dirname "$(readlink -f "$(command -v swift)")")
# The command is in the tests as well, for those that call its functions.
objects=("$folder/debug/DominoPackageTests.xctest" -object "$folder/debug/domino")
profile="$folder/debug/codecov/default.profdata"

if [ "${1:-}" = --show ]; then
  shift
  "$tools/llvm-cov" show "${objects[@]}" -instr-profile "$profile" "$@" |
    awk '/^\// { file = $0 } /^ +[0-9]+\| +0\|/ { print file $0 }'
  exit
fi

rm -rf "$folder"/debug/codecov
# Tests run this build's command, and it writes its counts beside those of the tests: `runProcess` hands on where.
DOMINO_BINARY="$PWD/$folder/debug/domino" swift test --enable-code-coverage --scratch-path "$folder" "$@"
"$tools/llvm-profdata" merge -sparse --failure-mode=all "$folder"/debug/codecov/*.profraw -o "$profile"
"$tools/llvm-cov" report "${objects[@]}" -instr-profile "$profile" Sources |
  awk '
    # File, regions, missed, cover, functions, missed, cover, lines, missed, cover.
    $8 ~ /^[0-9]+$/ && $1 != "TOTAL" {
      split($1, path, "/")
      for (n = 1; n in path && path[n] !~ /^(Domino|domino$)/; n++);
      lines[path[n]] += $8; missed[path[n]] += $9
    }
    END {
      for (module in lines) {
        printf "%-16s %6d lines, %5d not run: %5.1f %%\n", module, lines[module], missed[module], 100 * (1 - missed[module] / lines[module])
      }
    }' | sort
