// draws.cpp - what hand-tuned C++ reaches on Monte Carlo (x86-64 with AVX-512): mean slips of all commitments, quantiles of ten and of
// the total score.
//
// The draws are Domino's own: word k of Philox4x32-10 at counter (16 block + lane, 0, hash of "delay:ID") is of replicate
// 64 block + 16 k + lane; a triangle by its closed inverse, rounded to 1/1024 day. Four vectors a row, two Philox calls side by side,
// delays of 16 commitments drawn before they are used, rows used again after their last reader.
//
// Build: c++ -O3 -march=native -std=c++20 draws.cpp -o draws;  run: draws GRAPH SAMPLES REPLICATES
// Prints a line a sample: seconds, then the sum of mean slips, the mean score, and the sums of P50, P80 and P95 of the ten and of the total.
#include <immintrin.h>

#include "graph.hpp"

#ifndef __AVX512F__
int main() { fail("this processor has no AVX-512"); }
#else
constexpr int ROW = 64, VECTORS = 4, TILE = 16;
constexpr uint32_t seed = 1;

// 64-bit FNV-1a of the name a commitment's draws go by.
static uint64_t variable(int commitment) {
    char name[32];
    snprintf(name, sizeof name, "delay:N%07d", commitment);
    uint64_t hash = 0xCBF29CE484222325ull;
    for (char* at = name; *at; at++) hash = (hash ^ (uint8_t)*at) * 0x100000001B3ull;
    return hash;
}

static inline void product(__m512i x, __m512i factor, __m512i& high, __m512i& low) {
    __m512i even = _mm512_mul_epu32(x, factor), odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), factor);
    low = _mm512_mask_shuffle_epi32(even, 0xAAAA, odd, (_MM_PERM_ENUM)0xA0);
    high = _mm512_mask_shuffle_epi32(odd, 0x5555, even, (_MM_PERM_ENUM)0xF5);
}

// Philox4x32-10 on two times 16 counters, interleaved to hide the multiplications' latency.
static inline __attribute__((always_inline)) void philox(__m512i (&words)[2][4]) {
    const __m512i first = _mm512_set1_epi32((int)0xD2511F53u), second = _mm512_set1_epi32((int)0xCD9E8D57u);
    uint32_t low = seed, high = 0;
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++, low += 0x9E3779B9u, high += 0xBB67AE85u) {
        const __m512i lowKey = _mm512_set1_epi32((int)low), highKey = _mm512_set1_epi32((int)high);
#pragma GCC unroll 2
        for (auto& word : words) {
            __m512i high0, low0, high1, low1;
            product(word[0], first, high0, low0);
            product(word[2], second, high1, low1);
            word[0] = _mm512_ternarylogic_epi32(high1, word[1], lowKey, 0x96);
            word[1] = low1;
            word[2] = _mm512_ternarylogic_epi32(high0, word[3], highKey, 0x96);
            word[3] = low0;
        }
    }
}

// The inverse of a triangle: u < cut ? least + sqrt(u * rise) : most - sqrt((1 - u) * fall).
struct Inverse { float cut, rise, least, fall, most; uint32_t low, high; };

static inline __m512 root(__m512 x) {
    x = _mm512_max_ps(x, _mm512_set1_ps(1e-30f));
    __m512 inverse = _mm512_rsqrt14_ps(x), root = _mm512_mul_ps(x, inverse), half = _mm512_mul_ps(inverse, _mm512_set1_ps(.5f));
    return _mm512_fmadd_ps(root, _mm512_fnmadd_ps(root, half, _mm512_set1_ps(.5f)), root);
}

static inline __m512 drawn(__m512i words, const Inverse& of) {
    const __m512 unit = _mm512_set1_ps(0x1p-32f), half = _mm512_set1_ps(0x1p-33f), one = _mm512_set1_ps(1);
    __m512 u = _mm512_fmadd_ps(_mm512_cvtepu32_ps(words), unit, half);
    __mmask16 rises = _mm512_cmp_ps_mask(u, _mm512_set1_ps(of.cut), _CMP_LT_OQ);
    __m512 side = root(_mm512_mask_blend_ps(
        rises, _mm512_mul_ps(_mm512_sub_ps(one, u), _mm512_set1_ps(of.fall)), _mm512_mul_ps(u, _mm512_set1_ps(of.rise))));
    __m512 days = _mm512_mask_blend_ps(
        rises, _mm512_sub_ps(_mm512_set1_ps(of.most), side), _mm512_add_ps(_mm512_set1_ps(of.least), side));
    return _mm512_roundscale_ps(days, 10 << 4);  // to the nearest 1/1024
}

struct Draws {
    const Graph& graph;
    vector<Inverse> inverses;
    vector<int> watched;
    Column<int32_t> slot;  // where the row of a rank is, until its last reader
    Column<Need> needs;    // by slot
    int slots = 0;

    explicit Draws(const Graph& graph) : graph(graph), slot(graph.count), needs(graph.start[graph.count]) {
        int count = graph.count;
        for (int j = 0; j < count; j++) {
            auto [least, likely, most] = graph.triangles[j];
            float width = most - least;
            uint64_t hash = variable(graph.order[j]);
            inverses.push_back({(likely - least) / width, width * (likely - least), least, width * (most - likely), most,
                                (uint32_t)hash, (uint32_t)(hash >> 32)});
        }
        inverses.push_back(inverses.back());  // a pair for the last of an odd number
        for (int i = 0; i < 10; i++) watched.push_back(graph.rank[count - 1 - (int64_t)i * count / 20]);
        vector<int> last(count);
        vector<vector<int>> ends(count);
        for (int j = 0; j < count; j++) {
            last[j] = j;
            for (int k = graph.dependentStart[j]; k < graph.dependentStart[j + 1]; k++) last[j] = std::max(last[j], graph.dependents[k].source);
        }
        for (int j : watched) last[j] = -1;
        for (int j = 0; j < count; j++) if (last[j] >= 0) ends[last[j]].push_back(j);
        vector<int> free;
        for (int j = 0; j < count; j++) {
            if (free.empty()) slot[j] = slots++;
            else { slot[j] = free.back(); free.pop_back(); }
            for (int need = graph.start[j]; need < graph.start[j + 1]; need++) needs[need] = {slot[graph.needs[need].source], graph.needs[need].slack};
            for (int done : ends[j]) free.push_back(slot[done]);
        }
    }
};

struct Figures { double meanSlips = 0, meanScore = 0, slipQuantiles = 0, scoreQuantiles = 0; };

static void block(const Draws& draws, int number, int keep, float* rows, vector<double>& sums, vector<float>& scores, vector<vector<float>>& slips) {
    const Graph& graph = draws.graph;
    const __m512 zero = _mm512_setzero_ps();
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m512 score[VECTORS] = {zero, zero, zero, zero};
    alignas(64) float own[TILE * ROW];
    for (int first = 0; first < graph.count; first += TILE) {
        int end = std::min(graph.count, first + TILE);
        for (int j = first; j < end; j += 2) {
            __m512i words[2][4];
            for (int p = 0; p < 2; p++) {
                const Inverse& of = draws.inverses[j + p];
                words[p][0] = _mm512_add_epi32(lanes, _mm512_set1_epi32(number * 16));
                words[p][1] = _mm512_setzero_si512();
                words[p][2] = _mm512_set1_epi32((int)of.low);
                words[p][3] = _mm512_set1_epi32((int)of.high);
            }
            philox(words);
            for (int p = 0; p < 2 && j + p < end; p++)
                for (int v = 0; v < VECTORS; v++) _mm512_store_ps(own + (j + p - first) * ROW + 16 * v, drawn(words[p][v], draws.inverses[j + p]));
        }
        for (int j = first; j < end; j++) {
            __m512 slip[VECTORS] = {zero, zero, zero, zero};
            for (int need = graph.start[j]; need < graph.start[j + 1]; need++) {
                const float* row = rows + (size_t)draws.needs[need].source * ROW;
                const __m512 slack = _mm512_set1_ps(draws.needs[need].slack);
#pragma GCC unroll 4
                for (int v = 0; v < VECTORS; v++) slip[v] = _mm512_max_ps(slip[v], _mm512_sub_ps(_mm512_load_ps(row + 16 * v), slack));
            }
            const Curve& curve = graph.curves[j];
            const __m512 grace = _mm512_set1_ps(curve.grace), rate1 = _mm512_set1_ps(curve.rate1), knee = _mm512_set1_ps(curve.knee),
                         rate2 = _mm512_set1_ps(curve.rate2);
            float* row = rows + (size_t)draws.slot[j] * ROW;
            __m512 sum = zero;
#pragma GCC unroll 4
            for (int v = 0; v < VECTORS; v++) {
                slip[v] = _mm512_add_ps(slip[v], _mm512_load_ps(own + (j - first) * ROW + 16 * v));
                _mm512_store_ps(row + 16 * v, slip[v]);
                sum = _mm512_add_ps(sum, 16 * v < keep ? keep - 16 * v >= 16 ? slip[v] : _mm512_maskz_mov_ps((__mmask16)((1u << (keep - 16 * v)) - 1), slip[v]) : zero);
                score[v] = _mm512_fmadd_ps(rate1, _mm512_max_ps(zero, _mm512_sub_ps(slip[v], grace)), score[v]);
                score[v] = _mm512_fmadd_ps(rate2, _mm512_max_ps(zero, _mm512_sub_ps(slip[v], knee)), score[v]);
            }
            sums[j] += _mm512_reduce_add_ps(sum);
        }
    }
    alignas(64) float row[ROW];
    for (int v = 0; v < VECTORS; v++) _mm512_store_ps(row + 16 * v, score[v]);
    memcpy(&scores[(size_t)number * ROW], row, 4 * keep);
    for (int i = 0; i < 10; i++) memcpy(&slips[i][(size_t)number * ROW], rows + (size_t)draws.slot[draws.watched[i]] * ROW, 4 * keep);
}

// P50, P80 and P95 by nearest rank, each selection only on the part above the former.
static double quantiles(vector<float> values) {
    double sum = 0;
    auto from = values.begin();
    for (int percent : {50, 80, 95}) {
        auto at = values.begin() + (values.size() * percent + 99) / 100 - 1;
        std::nth_element(from, at, values.end());
        sum += *at;
        from = at;
    }
    return sum;
}

int main(int count, char** arguments) {
    if (count != 4) fail("draws GRAPH SAMPLES REPLICATES");
    Graph graph = load(arguments[1], true);
    int replicates = atoi(arguments[3]);
    Draws draws(graph);
    Column<float> rows((size_t)draws.slots * ROW);
    Figures figures;
    auto run = [&] {
        vector<double> sums(graph.count, 0);
        vector<float> scores(replicates);
        vector<vector<float>> slips(10, vector<float>(replicates));
        for (int number = 0; number * ROW < replicates; number++)
            block(draws, number, std::min(ROW, replicates - number * ROW), rows.base, sums, scores, slips);
        figures = Figures();
        for (double sum : sums) figures.meanSlips += sum / replicates;
        for (float score : scores) figures.meanScore += score;
        figures.meanScore /= replicates;
        figures.scoreQuantiles = quantiles(scores);
        for (auto& series : slips) figures.slipQuantiles += quantiles(series);
        return figures.meanScore;
    };
    run();
    char sums[200];
    snprintf(sums, sizeof sums, "%.17g %.17g %.17g %.17g", figures.meanSlips, figures.meanScore, figures.slipQuantiles, figures.scoreQuantiles);
    report(atoi(arguments[2]), sums, run);
}
#endif
