#!/usr/bin/env python3
"""T2 in Python: draws.py GRAPH REPLICATES MEAN_SLIPS MEAN_SCORE. Monte Carlo by numpy (a row of replicates a commitment) and numba (64 at a
time): mean slips of all, quantiles of ten and of the total.

They draw their own numbers, so their means may differ from those given, which are Domino's, by four standard errors.
"""
import sys

import numba as nb
import numpy as np

from graph import damage, load, measure

SHARES = [0.5, 0.8, 0.95]


def by_numpy(graph, replicates, figures):
    n, start, source, slack = graph["n"], graph["start"], graph["source"], graph["slack"]
    watched = [n - 1 - i * n // 20 for i in range(10)]

    def run():
        random = np.random.default_rng(1)
        slips = np.empty((n, replicates), np.float32)
        total = np.zeros(replicates)
        for j in range(n):
            row = np.zeros(replicates, np.float32)
            for need in range(start[j], start[j + 1]):
                np.maximum(row, slips[source[need]] - slack[need], out=row)
            row += random.triangular(graph["least"][j], graph["likely"][j], graph["most"][j], replicates)
            slips[j] = row
            total += damage(graph, j, row)
        np.quantile(slips[watched], SHARES, axis=1)
        np.quantile(total, SHARES)
        figures["numpy"] = slips.mean(axis=1).sum(), total.mean(), total.std()
        return float(total.mean())
    return run


@nb.njit(fastmath=True)
def blocks(start, source, slack, least, likely, most, grace, rate1, knee, rate2, watched, sums, slips, total):
    n, width = least.size, 64
    rows = np.zeros((n, width), np.float32)
    for block in range(total.size // width):
        score = np.zeros(width, np.float32)
        for j in range(n):
            row = rows[j]
            row[:] = 0
            for need in range(start[j], start[j + 1]):
                other, spare = rows[source[need]], slack[need]
                for lane in range(width):
                    row[lane] = max(row[lane], other[lane] - spare)
            a, m, b = least[j], likely[j], most[j]
            cut = (m - a) / (b - a)
            sum = np.float32(0)
            for lane in range(width):
                u = np.float32(np.random.random())
                row[lane] += a + np.sqrt(u * (b - a) * (m - a)) if u < cut else b - np.sqrt((1 - u) * (b - a) * (b - m))
                score[lane] += (rate1[j] * max(np.float32(0), row[lane] - grace[j])
                                + rate2[j] * max(np.float32(0), row[lane] - knee[j]))
                sum += row[lane]
            sums[j] += sum
        for i in range(watched.size):
            slips[i, block * width:(block + 1) * width] = rows[watched[i]]
        total[block * width:(block + 1) * width] = score


@nb.njit
def seed(number):
    np.random.seed(number)


def by_numba(graph, replicates, figures):
    n, room = graph["n"], (replicates + 63) // 64 * 64
    watched = np.array([n - 1 - i * n // 20 for i in range(10)])
    names = ("start", "source", "slack", "least", "likely", "most", "grace", "rate1", "knee", "rate2")

    def run():
        seed(1)
        sums, slips, total = np.zeros(n), np.zeros((10, room), np.float32), np.zeros(room, np.float32)
        blocks(*(graph[name] for name in names), watched, sums, slips, total)
        np.quantile(slips, SHARES, axis=1)
        np.quantile(total, SHARES)
        figures["numba"] = sums.sum() / room, total.astype(float).mean(), total.astype(float).std()
        return float(total.astype(float).mean())
    return run


if __name__ == "__main__":
    graph, replicates = load(sys.argv[1]), int(sys.argv[2])
    slips, score = (float(x) for x in sys.argv[3:5])
    figures, samples = {}, 9 if graph["n"] <= 1000 else 3
    measure("numpy, rows of replicates", graph["n"] * replicates, by_numpy(graph, replicates, figures), samples)
    measure("numba, 64 replicates a row", graph["n"] * replicates, by_numba(graph, replicates, figures), samples)
    for name, (mean_slips, mean_score, deviation) in figures.items():
        error = deviation * (2 / replicates) ** 0.5
        assert abs(mean_score - score) < 4 * error, (name, mean_score, score, error)
        assert abs(mean_slips - slips) < 0.02 * slips, (name, mean_slips, slips)
