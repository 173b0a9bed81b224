"""What the Python peers share: the graph that `Benchmarks --write-graph` writes, and how a run is timed."""
import time

import networkx as nx
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


def measure(name, items, run, samples=9, warm=True):
    """Runs it some times and prints the median of the processor time with least and most, and the rate."""
    result = run() if warm else None
    times = []
    for _ in range(samples):
        start = time.process_time()
        again = run()
        times.append(time.process_time() - start)
        assert result is None or again == result
        result = again
    times.sort()
    middle = times[len(times) // 2]
    print(f"{name:40} {middle * 1e3:10.3f} ms ({times[0] * 1e3:.3f} to {times[-1] * 1e3:.3f})"
          f" {items / middle / 1e6:9.3f} M/s   {result}", flush=True)
    return result


def damage(graph, place, days):
    """What slips of commitments cost; `place` may be a slice."""
    days = np.asarray(days, np.float64)
    return (graph["rate1"][place] * np.maximum(0, days - graph["grace"][place])
            + graph["rate2"][place] * np.maximum(0, days - graph["knee"][place]))


def network(graph):
    """The graph in networkx."""
    net = nx.DiGraph()
    for j in range(graph["n"]):
        net.add_node(j, own=float(graph["own"][j]), curve=tuple(float(graph[k][j]) for k in COLUMNS[4:]))
    start, source, slack = graph["start"].tolist(), graph["source"].tolist(), graph["slack"].tolist()
    for j in range(graph["n"]):
        for need in range(start[j], start[j + 1]):
            net.add_edge(source[need], j, slack=slack[need])
    return net


def cost(curve, days):
    """What one slip costs."""
    grace, rate1, knee, rate2 = curve
    return rate1 * max(0.0, days - grace) + rate2 * max(0.0, days - knee)
