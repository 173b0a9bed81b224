// change.cpp - what hand-tuned C++ reaches on one own delay changed and the total again: only what changes is computed anew.
//
// Build: c++ -O3 -march=native -std=c++20 change.cpp -o change;  run: change GRAPH SAMPLES CHANGES
// Each of CHANGES commitments gets ten days more and its own delay back. Prints a line a sample: seconds, then the sum over changes
// of what the total has grown by, and how many commitments were computed anew.
#include "graph.hpp"

static double wholePass(const Graph& graph, const float* own, float* starts, float* slips) {
    double total = 0;
    for (int j = 0; j < graph.count; j++) {
        float start = 0;
        for (int need = graph.start[j]; need < graph.start[j + 1]; need++)
            start = std::max(start, slips[graph.needs[need].source] - graph.needs[need].slack);
        starts[j] = start;
        slips[j] = start + own[j];
        total += damage(graph.curves[j], slips[j]);
    }
    return total;
}

// Ranks that wait, the lowest first: two levels of bits, as in Domino.
struct Waiting {
    vector<uint64_t> words, of64;
    size_t from;
    explicit Waiting(int count) : words(count / 64 + 1), of64(count / 4096 + 1), from(of64.size()) {}
    void add(int rank) {
        words[rank >> 6] |= 1ull << (rank & 63);
        of64[rank >> 12] |= 1ull << ((rank >> 6) & 63);
    }
    int next() {
        while (from < of64.size() && !of64[from]) from++;
        if (from == of64.size()) return -1;
        size_t place = from * 64 + __builtin_ctzll(of64[from]);
        uint64_t word = words[place];
        if (!(words[place] = word & (word - 1))) of64[from] &= of64[from] - 1;
        return place * 64 + __builtin_ctzll(word);
    }
};

struct Changing {
    const Graph& graph;
    Column<float> own, starts, slips;
    double total;
    Waiting waiting;
    int64_t computed = 0;

    explicit Changing(const Graph& graph) : graph(graph), own(graph.count), starts(graph.count), slips(graph.count), waiting(graph.count) {
        memcpy(own.base, graph.own.base, 4ul * graph.count);
        total = wholePass(graph, own.base, starts.base, slips.base);
    }
    void set(int rank, float days) {
        own[rank] = days;
        waiting.add(rank);
        waiting.from = rank >> 12;
        for (int j; (j = waiting.next()) >= 0;) {
            computed++;
            float start = 0;
            for (int need = graph.start[j]; need < graph.start[j + 1]; need++)
                start = std::max(start, slips[graph.needs[need].source] - graph.needs[need].slack);
            starts[j] = start;
            float slip = start + own[j], before = slips[j];
            if (slip == before) continue;
            slips[j] = slip;
            total += (double)damage(graph.curves[j], slip) - (double)damage(graph.curves[j], before);
            // A need matters if it now brings more than all together did, or if it was the one that brought most.
            for (int k = graph.dependentStart[j]; k < graph.dependentStart[j + 1]; k++) {
                float start = starts[graph.dependents[k].source], slack = graph.dependents[k].slack;
                if (slip - slack > start || before - slack == start) waiting.add(graph.dependents[k].source);
            }
        }
    }
};

// SplitMix64, as in Domino's benchmarks.
static uint64_t random(uint64_t& state) {
    uint64_t word = state += 0x9E3779B97F4A7C15ull;
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9ull;
    word = (word ^ word >> 27) * 0x94D049BB133111EBull;
    return word ^ word >> 31;
}

int main(int count, char** arguments) {
    if (count != 4) fail("change GRAPH SAMPLES CHANGES");
    Graph graph = load(arguments[1], true);
    Changing changing(graph);
    vector<int> ranks;
    uint64_t state = 5;
    for (int change = 0; change < atoi(arguments[3]); change++) ranks.push_back(graph.rank[random(state) % graph.count]);
    auto run = [&] {
        double sum = 0, total = changing.total;
        for (int rank : ranks) {
            changing.set(rank, graph.own[rank] + 10);
            sum += changing.total - total;
            changing.set(rank, graph.own[rank]);
        }
        return sum;
    };
    double sum = run();
    char sums[100];
    snprintf(sums, sizeof sums, "%" PRIx64 " %" PRId64, bits(sum), changing.computed);
    report(atoi(arguments[2]), sums, run);
}
