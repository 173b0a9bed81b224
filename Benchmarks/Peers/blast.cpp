// blast.cpp - what hand-tuned C++ reaches on the damage of ten days' slip of each commitment alone, all of them (x86-64 with AVX-512).
//
// Build: c++ -O3 -march=native -std=c++20 blast.cpp -o blast;  run: blast GRAPH SAMPLES swept|reached
//   swept    64 sources a row, neighbours by rank: all rows from the first source on, until no later one can be late
//   reached  64 sources a row, and only rows that some source reaches, the lowest first
// Prints a line a sample: seconds, then the sum of all damages.
#include <immintrin.h>

#include "graph.hpp"

#ifndef __AVX512F__
int main() { fail("this processor has no AVX-512"); }
#else
constexpr int ROW = 64, VECTORS = 4;
constexpr float DAYS = 10;

static inline __m512 damage16(const Curve& curve, __m512 slip, __m512 sum) {
    const __m512 zero = _mm512_setzero_ps();
    sum = _mm512_fmadd_ps(_mm512_set1_ps(curve.rate1), _mm512_max_ps(zero, _mm512_sub_ps(slip, _mm512_set1_ps(curve.grace))), sum);
    return _mm512_fmadd_ps(_mm512_set1_ps(curve.rate2), _mm512_max_ps(zero, _mm512_sub_ps(slip, _mm512_set1_ps(curve.knee))), sum);
}

static double total(const __m512* damages, int count) {
    alignas(64) float row[ROW];
    for (int v = 0; v < VECTORS; v++) _mm512_store_ps(row + 16 * v, damages[v]);
    double sum = 0;
    for (int lane = 0; lane < count; lane++) sum += row[lane];
    return sum;
}

// Batches go from the last source to the first, so that rows before the first of a batch are still on plan; what a former batch
// has reached beyond the end of this one is cleared.
static double swept(const Graph& graph, Column<float>& rows, const vector<int>& last) {
    const __m512 zero = _mm512_setzero_ps();
    double sum = 0;
    int before = 0;
    memset(rows.base, 0, 4ull * ROW * graph.count);
    for (int batch = (graph.count + ROW - 1) / ROW - 1; batch >= 0; batch--) {
        int first = batch * ROW, count = std::min(ROW, graph.count - first), end = first + count - 1, j = first;
        __m512 damages[VECTORS] = {zero, zero, zero, zero};
        for (; j <= end; j++) {
            __m512 slip[VECTORS];
            for (int v = 0; v < VECTORS; v++) {
                unsigned lane = (unsigned)(j - first) - 16u * v;
                slip[v] = _mm512_maskz_mov_ps(lane < 16u ? (__mmask16)(1u << lane) : (__mmask16)0, _mm512_set1_ps(DAYS));
            }
            for (int need = graph.start[j]; need < graph.start[j + 1]; need++) {
                const float* row = &rows[(size_t)graph.needs[need].source * ROW];
                const __m512 slack = _mm512_set1_ps(graph.needs[need].slack);
                for (int v = 0; v < VECTORS; v++) slip[v] = _mm512_max_ps(slip[v], _mm512_sub_ps(_mm512_load_ps(row + 16 * v), slack));
            }
            unsigned late = 0;
            for (int v = 0; v < VECTORS; v++) {
                _mm512_store_ps(&rows[(size_t)j * ROW + 16 * v], slip[v]);
                late |= _mm512_cmp_ps_mask(slip[v], zero, _CMP_GT_OQ);
                damages[v] = damage16(graph.curves[j], slip[v], damages[v]);
            }
            if (late && last[j] > end) end = last[j];
        }
        if (before > j) memset(&rows[(size_t)j * ROW], 0, 4ull * ROW * (before - j));
        before = j;
        sum += total(damages, count);
    }
    return sum;
}

// Ranks that wait, the lowest first: three levels of bits.
struct Waiting {
    vector<uint64_t> words, of64, of4096;
    explicit Waiting(int count) : words(count / 64 + 1), of64(count / 4096 + 1), of4096(count / 262144 + 1) {}
    void add(int rank) {
        words[rank >> 6] |= 1ull << (rank & 63);
        of64[rank >> 12] |= 1ull << ((rank >> 6) & 63);
        of4096[rank >> 18] |= 1ull << ((rank >> 12) & 63);
    }
    int next(size_t& from) {
        while (from < of4096.size() && !of4096[from]) from++;
        if (from == of4096.size()) return -1;
        int upper = from * 64 + __builtin_ctzll(of4096[from]), place = upper * 64 + __builtin_ctzll(of64[upper]);
        uint64_t word = words[place];
        int rank = place * 64 + __builtin_ctzll(word);
        if (!(words[place] = word & (word - 1)))
            if (!(of64[upper] &= of64[upper] - 1)) of4096[from] &= of4096[from] - 1;
        return rank;
    }
};

// Every batch leaves all rows on plan.
static double reached(const Graph& graph, Column<float>& rows, Waiting& waiting) {
    const __m512 zero = _mm512_setzero_ps();
    double sum = 0;
    memset(rows.base, 0, 4ull * ROW * graph.count);
    for (int first = 0; first < graph.count; first += ROW) {
        int count = std::min(ROW, graph.count - first);
        size_t from = first >> 18;
        __m512 damages[VECTORS] = {zero, zero, zero, zero};
        for (int lane = 0; lane < count; lane++) {
            rows[(size_t)(first + lane) * ROW + lane] = DAYS;
            waiting.add(first + lane);
        }
        for (int j; (j = waiting.next(from)) >= 0;) {
            float* row = &rows[(size_t)j * ROW];
            __m512 slip[VECTORS];
            for (int v = 0; v < VECTORS; v++) {
                slip[v] = _mm512_load_ps(row + 16 * v);
                _mm512_store_ps(row + 16 * v, zero);
                damages[v] = damage16(graph.curves[j], slip[v], damages[v]);
            }
            for (int k = graph.dependentStart[j]; k < graph.dependentStart[j + 1]; k++) {
                float* other = &rows[(size_t)graph.dependents[k].source * ROW];
                const __m512 slack = _mm512_set1_ps(graph.dependents[k].slack);
                unsigned later = 0;
                for (int v = 0; v < VECTORS; v++) {
                    __m512 brought = _mm512_sub_ps(slip[v], slack), had = _mm512_load_ps(other + 16 * v);
                    later |= _mm512_cmp_ps_mask(brought, had, _CMP_GT_OQ);
                    _mm512_store_ps(other + 16 * v, _mm512_max_ps(brought, had));
                }
                if (later) waiting.add(graph.dependents[k].source);
            }
        }
        sum += total(damages, count);
    }
    return sum;
}

int main(int count, char** arguments) {
    if (count != 4) fail("blast GRAPH SAMPLES swept|reached");
    Graph graph = load(arguments[1], true);
    Column<float> rows((size_t)graph.count * ROW);
    Waiting waiting(graph.count);
    std::string method = arguments[3];
    if (method != "swept" && method != "reached") fail("there is no such method");
    vector<int> last(graph.count);
    for (int j = 0; j < graph.count; j++) {
        last[j] = j;
        for (int k = graph.dependentStart[j]; k < graph.dependentStart[j + 1]; k++) last[j] = std::max(last[j], graph.dependents[k].source);
    }
    auto run = [&] { return method == "swept" ? swept(graph, rows, last) : reached(graph, rows, waiting); };
    char sums[100];
    snprintf(sums, sizeof sums, "%.17g", run());
    report(atoi(arguments[2]), sums, run);
}
#endif
