// graph.hpp - what the C++ peers share: the graph that `Benchmarks --write-graph` writes, renumbered, and how a run is timed.
//
// The layout, little endian: int64 n, m; int32 start[n + 1], source[m]; then floats slack[m], and own, least, likely, most,
// grace, rate1, knee, rate2 of n each.
#pragma once
#include <sys/mman.h>

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "clock.hpp"

using std::vector;

[[noreturn]] static void fail(const char* what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

// Aligned memory, in huge pages where the system has them.
template <class T> struct Column {
    T* base = nullptr;
    explicit Column(size_t count = 0) {
        size_t size = (count * sizeof(T) + 4096 + (2u << 20) - 1) / (2u << 20) * (2u << 20);
        base = (T*)std::aligned_alloc(2u << 20, size);
        madvise(base, size, MADV_HUGEPAGE);
        memset((void*)base, 0, size);
    }
    Column(Column&& other) : base(other.base) { other.base = nullptr; }
    Column& operator=(Column&& other) { std::swap(base, other.base); return *this; }
    ~Column() { free(base); }
    T& operator[](size_t place) { return base[place]; }
    const T& operator[](size_t place) const { return base[place]; }
};

struct Curve { float grace, rate1, knee, rate2; };
struct Need { int32_t source; float slack; };
struct Triangle { float least, likely, most; };
struct Graph {
    int count = 0;
    Column<int32_t> start;
    Column<Need> needs;
    Column<float> own;
    Column<Curve> curves;
    vector<Triangle> triangles;
    vector<int> order;       // the commitment of the file of each rank
    vector<int> rank;        // and the other way round
    vector<int> levelStart;  // of ranks; only where ranked
    // The needs the other way round: whom each commitment holds up, with the same slack.
    Column<int32_t> dependentStart;
    Column<Need> dependents;
};

static inline float damage(const Curve& curve, float slip) {
    return curve.rate1 * std::max(0.f, slip - curve.grace) + curve.rate2 * std::max(0.f, slip - curve.knee);
}

static Graph load(const char* path, bool isRanked) {
    FILE* file = fopen(path, "rb");
    if (!file) fail("the graph cannot be read");
    auto read = [&](void* to, size_t size) { if (fread(to, 1, size, file) != size) fail("the graph is cut short"); };
    int64_t counts[2];
    read(counts, sizeof counts);
    int count = (int)counts[0];
    vector<int32_t> start(count + 1), source(counts[1]);
    vector<float> slack(counts[1]), columns[8];
    read(start.data(), 4 * start.size());
    read(source.data(), 4 * source.size());
    read(slack.data(), 4 * slack.size());
    for (auto& column : columns) { column.resize(count); read(column.data(), 4 * column.size()); }
    fclose(file);

    vector<int> level(count, 0), order(count), rank(count);
    for (int j = 0; j < count; j++)
        for (int need = start[j]; need < start[j + 1]; need++) level[j] = std::max(level[j], level[source[need]] + 1);
    for (int j = 0; j < count; j++) order[j] = j;
    if (isRanked)
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
            return level[a] != level[b] ? level[a] < level[b] : start[a + 1] - start[a] < start[b + 1] - start[b];
        });
    for (int j = 0; j < count; j++) rank[order[j]] = j;

    Graph graph;
    graph.count = count;
    graph.start = Column<int32_t>(count + 1);
    graph.needs = Column<Need>(counts[1]);
    graph.own = Column<float>(count);
    graph.curves = Column<Curve>(count);
    int next = 0;
    for (int j = 0; j < count; j++) {
        int from = order[j];
        graph.start[j] = next;
        if (graph.levelStart.size() <= (size_t)level[from]) graph.levelStart.push_back(j);
        for (int need = start[from]; need < start[from + 1]; need++) graph.needs[next++] = {rank[source[need]], slack[need]};
        std::sort(&graph.needs[graph.start[j]], graph.needs.base + next, [](const Need& a, const Need& b) { return a.source < b.source; });
        graph.own[j] = columns[0][from];
        graph.curves[j] = {columns[4][from], columns[5][from], columns[6][from], columns[7][from]};
        graph.triangles.push_back({columns[1][from], columns[2][from], columns[3][from]});
    }
    graph.start[count] = next;
    graph.levelStart.push_back(count);
    graph.dependentStart = Column<int32_t>(count + 1);
    graph.dependents = Column<Need>(next);
    for (int need = 0; need < next; need++) graph.dependentStart[graph.needs[need].source + 1]++;
    for (int j = 0; j < count; j++) graph.dependentStart[j + 1] += graph.dependentStart[j];
    vector<int32_t> at(graph.dependentStart.base, graph.dependentStart.base + count);
    for (int j = 0; j < count; j++)
        for (int need = graph.start[j]; need < graph.start[j + 1]; need++)
            graph.dependents[at[graph.needs[need].source]++] = {j, graph.needs[need].slack};
    graph.order = std::move(order);
    graph.rank = std::move(rank);
    return graph;
}

// Samples of a run, one line each: seconds of processor time, then the check sums that Domino compares.
// `run` gives a number that has to be the same each time; a sample takes 20 ms or one run, whatever is longer.
template <class Run> static void report(int samples, const char* sums, Run run) {
    double expected = run(), start = cpuSeconds();
    int warmed = 0;
    while (warmed < 1 || cpuSeconds() - start < 0.02) { run(); warmed++; }
    int iterations = std::max(1, (int)(0.02 / ((cpuSeconds() - start) / warmed)));
    for (int sample = 0; sample < samples; sample++) {
        double start = cpuSeconds();
        for (int iteration = 0; iteration < iterations; iteration++)
            if (run() != expected) fail("the same work gives another result");
        printf("%.9f %s\n", (cpuSeconds() - start) / iterations, sums);
    }
}
