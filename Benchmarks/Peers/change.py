#!/usr/bin/env python3
"""T4 in Python: change.py GRAPH CHANGES [SUM]. One own delay longer by ten days and the total again, then back: networkx and a heap of
what may change, in topological order. The sum of what the totals have grown by has to be SUM, which is Domino's.
"""
import heapq
import sys

from graph import cost, load, measure, network

MASK = (1 << 64) - 1


def chosen(commitments, changes):
    """The commitments that change: SplitMix64, as in Domino's benchmarks."""
    state = 5
    for _ in range(changes):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        word = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & MASK
        word = ((word ^ word >> 27) * 0x94D049BB133111EB) & MASK
        yield (word ^ word >> 31) % commitments


class Changing:
    """Numbers of commitments are an order in which causes come first."""

    def __init__(self, graph):
        self.net = network(graph)
        self.own = {j: self.net.nodes[j]["own"] for j in self.net}
        self.slip, self.total = {}, 0.0
        for j in range(graph["n"]):
            self.slip[j] = self.slip_of(j)
            self.total += cost(self.net.nodes[j]["curve"], self.slip[j])

    def slip_of(self, j):
        start = 0.0
        for i, need in self.net.pred[j].items():
            start = max(start, self.slip[i] - need["slack"])
        return start + self.own[j]

    def set(self, j, own):
        self.own[j] = own
        heap, waiting = [j], {j}
        while heap:
            j = heapq.heappop(heap)
            slip, before = self.slip_of(j), self.slip[j]
            if slip == before:
                continue
            curve = self.net.nodes[j]["curve"]
            self.total += cost(curve, slip) - cost(curve, before)
            self.slip[j] = slip
            for k in self.net.succ[j]:
                if k not in waiting:
                    waiting.add(k)
                    heapq.heappush(heap, k)


if __name__ == "__main__":
    graph, changes = load(sys.argv[1]), int(sys.argv[2])
    changing = Changing(graph)
    ranks = list(chosen(graph["n"], changes))

    def run():
        total, sum = changing.total, 0.0
        for j in ranks:
            own = changing.own[j]
            changing.set(j, own + 10)
            sum += changing.total - total
            changing.set(j, own)
        return sum

    sum = measure("networkx, heap of what may change", 2 * changes, run, 3)
    if len(sys.argv) > 3:
        assert sum == float(sys.argv[3]), (sum, sys.argv[3])
