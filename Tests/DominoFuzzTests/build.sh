#!/bin/sh
# Builds the fuzzer: every module, the laws and libFuzzer, with the address sanitizer, into one program.
#
#   Tests/DominoFuzzTests/build.sh [FOLDER]
#
# FOLDER is where it goes; "$TMPDIR/domino-fuzz" if none is named. Only what changed is built anew.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-${TMPDIR:-/tmp}/domino-fuzz}
mkdir -p "$out"
# Optimised, with what only debug builds assert: a fuzzer is there to see it fail.
flags="-swift-version 6 -O -wmo -assert-config Debug -enable-testing -parse-as-library -gline-tables-only
    -sanitize=fuzzer,address -module-cache-path $out/cache -I $out -package-name domino"

# resources NAME : writes the files named by its input, one a line, as the array that SwiftPM would embed. Files of the page
# become a comment, since nobody reads them here.
resources() {
    {
        echo "struct PackageResources {"
        while read -r file; do
            case $file in
            */Page/*) bytes="47, 42, 42, 47" ;;
            *) bytes=$(od -An -v -tu1 "$file" | tr -s ' \n' ',' | sed 's/^,//; s/,$//') ;;
            esac
            echo "    static let $(basename "$file" | tr '.-' '__'): [UInt8] = [$bytes]"
        done
        echo "}"
    } >"$out/$1.new"
    cmp -s "$out/$1.new" "$out/$1" || mv "$out/$1.new" "$out/$1"
}
find "$root/Sources/DominoReport/Page" -type f ! -name '*.swift' | LC_ALL=C sort | resources Page.swift
grep -ohE '"[^"]+\.json"' "$root/Package.swift" | tr -d '"' | sed "s#^#$root/Sources/DominoScenario/#" |
    resources Templates.swift

stale=no
# module NAME SOURCE... : builds a module if a source of it is newer, or a module before it was built.
module() {
    name=$1
    shift
    if [ "$stale" = no ] && [ -e "$out/$name.o" ] &&
        [ -z "$(find "$@" -name '*.swift' -newer "$out/$name.o" -print | head -n 1)" ]; then
        return
    fi
    stale=yes
    echo "building $name"
    # Names of files hold no spaces here.
    # shellcheck disable=SC2046,SC2086
    swiftc $flags -module-name "$name" -emit-module -emit-module-path "$out/$name.swiftmodule" \
        -Xfrontend -entry-point-function-name -Xfrontend "${name}_main" \
        -c $(find "$@" -name '*.swift' | LC_ALL=C sort) -o "$out/$name.o"
}
module DominoEngine "$root/Sources/DominoEngine"
module DominoScenario "$root/Sources/DominoScenario" "$out/Templates.swift"
module DominoAnalysis "$root/Sources/DominoAnalysis"
module DominoReport "$root/Sources/DominoReport" "$out/Page.swift"
module DominoCommand "$root/Sources/DominoCommand"
module DominoFuzz "$root/Tests/DominoFuzzTests/Laws" "$root/Tests/DominoFuzzTests/Driver"
# shellcheck disable=SC2086
swiftc -sanitize=fuzzer,address -parse-as-library "$out"/*.o -o "$out/domino-fuzz" -lm
echo "$out/domino-fuzz"
