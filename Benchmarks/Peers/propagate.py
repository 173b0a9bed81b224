#!/usr/bin/env python3
"""T1 in Python: propagate.py GRAPH. One propagation with damage by numpy (level by level), numba and networkx.

GRAPH is in the layout that `Benchmarks --write-graph` writes. Prints the median of the processor time with least and
most, the rate, and the total damage, which has to be that of the others.
"""
import sys
import time

import networkx as nx
import numba as nb
import numpy as np

COLUMNS = ["own", "least", "likely", "most", "grace", "rate1", "knee", "rate2"]


def load(path):
    with open(path, "rb") as file:
        n, m = (int(x) for x in np.fromfile(file, np.int64, 2))
        graph = dict(
            n=n, m=m, start=np.fromfile(file, np.int32, n + 1), source=np.fromfile(file, np.int32, m),
            slack=np.fromfile(file, np.float32, m))
        for name in COLUMNS:
            graph[name] = np.fromfile(file, np.float32, n)
    return graph


def measure(name, graph, run, samples=9):
    total = run()
    times = []
    for _ in range(samples):
        start = time.process_time()
        assert run() == total
        times.append(time.process_time() - start)
    times.sort()
    middle = times[len(times) // 2]
    print(f"{name:28} {middle * 1e3:10.3f} ms ({times[0] * 1e3:.3f} to {times[-1] * 1e3:.3f})"
          f" {graph['m'] / middle / 1e6:9.2f} M/s   total {total}", flush=True)
    return total


def by_level(graph):
    """Level by level with np.maximum.reduceat; the graph's own order is by level."""
    n, start, source = graph["n"], graph["start"].astype(np.int64), graph["source"]
    level = np.zeros(n, np.int64)
    heads = np.flatnonzero(np.diff(start))
    while True:
        new = level.copy()
        new[heads] = np.maximum.reduceat(level[source] + 1, start[heads])
        if (new == level).all():
            break
        level = new
    assert (np.diff(level) >= 0).all()
    bounds = np.searchsorted(level, np.arange(level.max() + 2))
    steps = []
    for a, b in zip(bounds[1:-1], bounds[2:]):
        steps.append((a, b, source[start[a]:start[b]], graph["slack"][start[a]:start[b]], start[a:b] - start[a]))

    def run():
        slip = graph["own"].copy()
        for a, b, needs, slack, first in steps:
            np.maximum(slip[a:b], np.maximum.reduceat(slip[needs] - slack, first), out=slip[a:b])
        days = slip.astype(np.float64)
        return float((graph["rate1"] * np.maximum(0, days - graph["grace"])
                      + graph["rate2"] * np.maximum(0, days - graph["knee"])).sum())
    return run


@nb.njit
def scalar(start, source, slack, own, grace, rate1, knee, rate2, slip):
    total = 0.0
    for j in range(own.size):
        days = own[j]
        for need in range(start[j], start[j + 1]):
            late = slip[source[need]] - slack[need]
            if late > days:
                days = late
        slip[j] = days
        total += rate1[j] * max(np.float32(0), days - grace[j]) + rate2[j] * max(np.float32(0), days - knee[j])
    return total


def by_networkx(graph):
    """A loop over a networkx graph in topological order, the order known."""
    net = nx.DiGraph()
    for j in range(graph["n"]):
        net.add_node(j, own=float(graph["own"][j]), curve=tuple(float(graph[k][j]) for k in COLUMNS[4:]))
    start, source, slack = graph["start"].tolist(), graph["source"].tolist(), graph["slack"].tolist()
    for j in range(graph["n"]):
        for need in range(start[j], start[j + 1]):
            net.add_edge(source[need], j, slack=slack[need])
    order = list(nx.topological_sort(net))

    def run():
        slip, total = {}, 0.0
        for j in order:
            days = net.nodes[j]["own"]
            for i, need in net.pred[j].items():
                days = max(days, slip[i] - need["slack"])
            slip[j] = days
            grace, rate1, knee, rate2 = net.nodes[j]["curve"]
            total += rate1 * max(0.0, days - grace) + rate2 * max(0.0, days - knee)
        return total
    return run


if __name__ == "__main__":
    graph = load(sys.argv[1])
    slip = np.zeros(graph["n"], np.float32)
    columns = [graph[name] for name in ("start", "source", "slack", "own", "grace", "rate1", "knee", "rate2")]
    totals = [
        measure("numpy, level by level", graph, by_level(graph)),
        measure("numba, scalar", graph, lambda: scalar(*columns, slip)),
    ]
    if graph["m"] < 2e6:
        totals.append(measure("networkx, order known", graph, by_networkx(graph)))
    assert len(set(totals)) == 1, totals
