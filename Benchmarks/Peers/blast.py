#!/usr/bin/env python3
"""T3 in Python: blast.py GRAPH SOURCES [SUM]. What ten days' slip of each commitment alone costs, as a shortest path in spare days cut
off at ten: scipy and networkx. Of more than SOURCES commitments so many are taken, and the time is scaled to all.

Both have to come to the same; where all commitments are taken, to SUM, which is Domino's.
"""
import sys

import networkx as nx
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from graph import cost, damage, load, measure, network

DAYS = 10.0


def by_scipy(graph, sources):
    n = graph["n"]
    heads = np.repeat(np.arange(n), np.diff(graph["start"]))
    # An explicit zero would be no edge.
    weights = np.maximum(graph["slack"].astype(np.float64), 1e-12)
    matrix = csr_matrix((weights, (graph["source"], heads)), shape=(n, n))

    def run():
        total = 0.0
        for first in range(0, len(sources), 100):
            spare = dijkstra(matrix, indices=sources[first:first + 100], limit=DAYS)
            for row in spare:
                reached = np.flatnonzero(row < DAYS)
                total += damage(graph, reached, DAYS - np.round(row[reached] * 8) / 8).sum()
        return round(float(total), 3)
    return run


def by_networkx(graph, sources):
    net = network(graph)

    def run():
        total = 0.0
        for source in sources:
            spare = nx.single_source_dijkstra_path_length(net, source, cutoff=DAYS, weight="slack")
            total += sum(cost(net.nodes[j]["curve"], DAYS - days) for j, days in spare.items())
        return round(total, 3)
    return run


if __name__ == "__main__":
    graph, count = load(sys.argv[1]), int(sys.argv[2])
    sources = list(range(0, graph["n"], max(1, graph["n"] // count)))
    tag = "" if len(sources) == graph["n"] else f" ({len(sources)} of {graph['n']})"
    sums = [
        measure(f"scipy, Dijkstra{tag}", len(sources), by_scipy(graph, sources), 3),
        measure(f"networkx, Dijkstra{tag}", len(sources), by_networkx(graph, sources), 3),
    ]
    assert abs(sums[0] - sums[1]) <= 1e-6 * sums[1], sums
    if not tag and len(sys.argv) > 3:
        assert abs(sums[0] - float(sys.argv[3])) <= 1e-5 * sums[0], (sums, sys.argv[3])
