#!/bin/bash
# Builds the C++ peers, and installs the Python ones, into a scratch folder; then runs all on the same graphs.
#   PEERS_DATA=FOLDER run.sh build|compare|python [SIZE...]
# build    compiles limit.cpp with g++ and clang++, and load.cpp (libsimdjson-dev has to be installed)
# compare  runs Domino's benchmarks (BENCHMARKS=path of the binary) and the C++ peers in turn
# python   times numpy, numba and networkx on graphs that Domino's benchmarks have written
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${PEERS_DATA:?set PEERS_DATA to a scratch folder}
benchmarks=${BENCHMARKS:-$here/../../.build/release/Benchmarks}
cpu=${CPU:-0}
mkdir -p "$data"

build() {
    local flags="-O3 -march=native -std=c++20 -w"
    for compiler in g++ clang++; do
        command -v "$compiler" > /dev/null || { echo "$compiler is not there: left out" >&2; continue; }
        # shellcheck disable=SC2086
        "$compiler" $flags "$here/limit.cpp" -o "$data/limit-$compiler"
    done
    # shellcheck disable=SC2086
    g++ $flags "$here/load.cpp" -lsimdjson -o "$data/load"
}

python() {
    [ -x "$data/venv/bin/python" ] || python3 -m venv "$data/venv"
    "$data/venv/bin/pip" install -q numpy==2.4.6 networkx==3.6.1 numba==0.68.1
    for size in "${@:-1e5}"; do
        [ -s "$data/layered$size.bin" ] || "$benchmarks" --write-graph layered "$size" "$data/layered$size.bin"
        taskset -c "$cpu" "$data/venv/bin/python" "$here/propagate.py" "$data/layered$size.bin"
    done
}

case ${1:-compare} in
    build) build ;;
    compare) build; shift || true; taskset -c "$cpu" "$benchmarks" --peers "$data" "$@" ;;
    python) shift; python "$@" ;;
    *) sed -n '2,7p' "$0"; exit 2 ;;
esac
