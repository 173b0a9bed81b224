#!/bin/bash
# Builds the C++ peers, and installs the Python ones, into a scratch folder; then runs all on the same graphs.
#   PEERS_DATA=FOLDER run.sh build|compare [OPTION...]|python [SIZE...]|draws|blast|plan [OPTION...]
# build    compiles limit, draws and blast with g++ and clang++, and load (where libsimdjson-dev is installed)
# compare  runs Domino's benchmarks (BENCHMARKS=path of the binary) and the C++ peers in turn
# python   times numpy, numba and networkx on one propagation, on graphs that Domino's benchmarks have written
# draws, blast
#          time numpy, numba, scipy and networkx on T2, T3: the graphs of `compare`, and what C++ came to on them
# plan     finds best plans with CP-SAT and with domino (DOMINO=path of the binary) on the same instances: T6; any python3
#          with ortools will do (ORTOOLS_PYTHON=path of it)
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
        for peer in limit draws blast; do "$compiler" $flags "$here/$peer.cpp" -o "$data/$peer-$compiler"; done
    done
    # shellcheck disable=SC2086
    g++ $flags "$here/load.cpp" -lsimdjson -o "$data/load" || echo "no simdjson: left out" >&2
}

packages() {
    [ -x "$data/venv/bin/python" ] || python3 -m venv "$data/venv"
    "$data/venv/bin/pip" install -q numpy==2.4.6 scipy==1.17.1 networkx==3.6.1 numba==0.68.1
}

on() { echo "$*" | sed "s:[^ ]*/::g"; taskset -c "$cpu" "$data/venv/bin/python" "$here/$@"; }

# The check sums C++ prints behind its first time.
sums() { "$data/$1-g++" "${@:2}" | head -1 | cut -d' ' -f2-; }

python() {
    packages
    for size in "${@:-1e5}"; do
        [ -s "$data/layered$size.bin" ] || "$benchmarks" --write-graph layered "$size" "$data/layered$size.bin"
        on propagate.py "$data/layered$size.bin"
    done
}

draws() {
    packages
    for size in 1e2 1e3 1e4; do
        # shellcheck disable=SC2046
        set -- $(sums draws "$data/draws$size.bin" 1 10000)
        on draws.py "$data/draws$size.bin" 10000 "$1" "$2"
    done
}

blast() {
    packages
    for kind in layered deals; do
        on blast.py "$data/blast-${kind}1e3.bin" 1000 "$(sums blast "$data/blast-${kind}1e3.bin" 1 swept)"
        on blast.py "$data/blast-${kind}1e4.bin" 50
    done
}

case ${1:-compare} in
    build) build ;;
    compare) build; shift || true; taskset -c "$cpu" "$benchmarks" --peers "$data" "$@" ;;
    python) shift; python "$@" ;;
    draws | blast) "$1" ;;
    plan) shift; "${ORTOOLS_PYTHON:-python3}" "$here/best_plan.py" "${DOMINO:-$here/../../.build/release/domino}" "$@" ;;
    *) sed -n '2,11p' "$0"; exit 2 ;;
esac
