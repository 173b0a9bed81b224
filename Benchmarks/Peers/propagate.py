#!/usr/bin/env python3
"""T1 in Python: propagate.py GRAPH. One propagation with damage by numpy (level by level), numba and networkx.

The total damage has to be the same of all.
"""
import sys

import networkx as nx
import numba as nb
import numpy as np

from graph import cost, damage, load, measure, network


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
        return float(damage(graph, slice(None), slip).sum())
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
    net = network(graph)
    order = list(nx.topological_sort(net))

    def run():
        slip, total = {}, 0.0
        for j in order:
            days = net.nodes[j]["own"]
            for i, need in net.pred[j].items():
                days = max(days, slip[i] - need["slack"])
            slip[j] = days
            total += cost(net.nodes[j]["curve"], days)
        return total
    return run


if __name__ == "__main__":
    graph = load(sys.argv[1])
    slip = np.zeros(graph["n"], np.float32)
    columns = [graph[name] for name in ("start", "source", "slack", "own", "grace", "rate1", "knee", "rate2")]
    totals = [
        measure("numpy, level by level", graph["m"], by_level(graph)),
        measure("numba, scalar", graph["m"], lambda: scalar(*columns, slip)),
    ]
    if graph["m"] < 2e6:
        totals.append(measure("networkx, order known", graph["m"], by_networkx(graph)))
    assert len(set(totals)) == 1, totals
