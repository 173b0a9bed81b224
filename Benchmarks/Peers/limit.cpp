// limit.cpp - what hand-tuned C++ reaches on one propagation with damage (x86-64).
//
// Build: c++ -O3 -march=native -std=c++20 limit.cpp -o limit;  run: limit GRAPH SAMPLES file|ranked|slices
//   file    scalar, commitments in the order of the file
//   ranked  scalar, renumbered by (level, number of needs): the inner loop's end becomes predictable
//   slices  16 commitments of a level at once with AVX-512, padded to the longest
#include <immintrin.h>

#include <functional>
#include <memory>

#include "graph.hpp"

static double scalar(const Graph& graph, float* __restrict slips) {
    double total = 0;
    for (int j = 0; j < graph.count; j++) {
        float slip = graph.own[j];
        for (const Need *need = &graph.needs[graph.start[j]], *end = graph.needs.base + graph.start[j + 1]; need < end; need++) {
            float late = slips[need->source] - need->slack;
            slip = late > slip ? late : slip;
        }
        slips[j] = slip;
        total += damage(graph.curves[j], slip);
    }
    return total;
}

#ifdef __AVX512F__
// Slices of 16 commitments of a level, padded to the one with most needs; above 64 needs a commitment stands alone.
struct Slices {
    Column<int32_t> source;
    Column<float> slack;
    vector<int64_t> at;
    vector<int> first, count, length;
};

static Slices slices(const Graph& graph) {
    Slices result;
    int64_t size = 0;
    auto degree = [&](int j) { return graph.start[j + 1] - graph.start[j]; };
    for (size_t level = 0; level + 1 < graph.levelStart.size(); level++)
        for (int j = graph.levelStart[level]; j < graph.levelStart[level + 1];) {
            int count = 1, longest = degree(j);
            if (longest <= 64)
                while (count < 16 && j + count < graph.levelStart[level + 1] && degree(j + count) <= 64)
                    longest = std::max(longest, degree(j + count++));
            result.first.push_back(j);
            result.count.push_back(count);
            result.length.push_back(count == 1 && longest > 16 ? -1 : longest);
            result.at.push_back(size);
            if (result.length.back() >= 0) size += 16ll * longest;
            j += count;
        }
    result.source = Column<int32_t>(size + 16);
    result.slack = Column<float>(size + 16);
    for (size_t k = 0; k < result.first.size(); k++)
        for (int need = 0; need < result.length[k]; need++)
            for (int lane = 0; lane < 16; lane++) {
                int64_t place = result.at[k] + 16ll * need + lane;
                result.slack[place] = 1e30f;
                if (lane >= result.count[k] || need >= degree(result.first[k] + lane)) continue;
                auto& real = graph.needs[graph.start[result.first[k] + lane] + need];
                result.source[place] = real.source;
                result.slack[place] = real.slack;
            }
    return result;
}

// Damage of 16 commitments: four rows of four curves each, turned into columns.
static inline __m512 damage16(const Curve* curves, __m512 slip) {
    __m512 a = _mm512_loadu_ps(curves), b = _mm512_loadu_ps(curves + 4), c = _mm512_loadu_ps(curves + 8), d = _mm512_loadu_ps(curves + 12);
    const __m512i low = _mm512_setr_epi32(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
    const __m512i high = _mm512_setr_epi32(2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
    __m512 ab0 = _mm512_permutex2var_ps(a, low, b), cd0 = _mm512_permutex2var_ps(c, low, d);
    __m512 ab1 = _mm512_permutex2var_ps(a, high, b), cd1 = _mm512_permutex2var_ps(c, high, d), zero = _mm512_setzero_ps();
    __m512 grace = _mm512_shuffle_f32x4(ab0, cd0, 0x44), rate1 = _mm512_shuffle_f32x4(ab0, cd0, 0xEE);
    __m512 knee = _mm512_shuffle_f32x4(ab1, cd1, 0x44), rate2 = _mm512_shuffle_f32x4(ab1, cd1, 0xEE);
    return _mm512_fmadd_ps(
        rate1, _mm512_max_ps(zero, _mm512_sub_ps(slip, grace)), _mm512_mul_ps(rate2, _mm512_max_ps(zero, _mm512_sub_ps(slip, knee))));
}

static double vectors(const Graph& graph, const Slices& slices, float* __restrict slips) {
    __m512d low = _mm512_setzero_pd(), high = low;
    for (size_t k = 0; k < slices.first.size(); k++) {
        int j = slices.first[k], length = slices.length[k];
        __mmask16 mask = (1u << slices.count[k]) - 1;
        __m512 slip = _mm512_maskz_loadu_ps(mask, &graph.own[j]);
        if (length >= 0) {
            const int32_t* source = &slices.source[slices.at[k]];
            const float* slack = &slices.slack[slices.at[k]];
            for (int need = 0; need < length; need++, source += 16, slack += 16)
                slip = _mm512_max_ps(
                    slip, _mm512_sub_ps(_mm512_i32gather_ps(_mm512_load_si512(source), slips, 4), _mm512_load_ps(slack)));
        } else {
            float alone = graph.own[j];
            for (int need = graph.start[j]; need < graph.start[j + 1]; need++)
                alone = std::max(alone, slips[graph.needs[need].source] - graph.needs[need].slack);
            slip = _mm512_maskz_mov_ps(mask, _mm512_set1_ps(alone));
        }
        _mm512_mask_storeu_ps(slips + j, mask, slip);
        __m512 cost = _mm512_maskz_mov_ps(mask, damage16(&graph.curves[j], slip));
        low = _mm512_add_pd(low, _mm512_cvtps_pd(_mm512_castps512_ps256(cost)));
        high = _mm512_add_pd(high, _mm512_cvtps_pd(_mm512_extractf32x8_ps(cost, 1)));
    }
    return _mm512_reduce_add_pd(_mm512_add_pd(low, high));
}
#endif

int main(int count, char** arguments) {
    if (count != 4) fail("limit GRAPH SAMPLES file|ranked|slices");
    std::string kernel = arguments[3];
    Graph graph = load(arguments[1], kernel != "file");
    Column<float> slips(graph.count);
    std::function<double()> run = [&] { return scalar(graph, slips.base); };
    if (kernel == "slices") {
#ifdef __AVX512F__
        auto sliced = std::make_shared<Slices>(slices(graph));
        run = [&graph, &slips, sliced] { return vectors(graph, *sliced, slips.base); };
#else
        fail("this processor has no AVX-512");
#endif
    } else if (kernel != "file" && kernel != "ranked") fail("there is no such kernel");

    double total = run(), sum = 0;
    for (int j = 0; j < graph.count; j++) sum += slips[j];
    char sums[100];
    snprintf(sums, sizeof sums, "%d %" PRIx64 " %" PRIx64, graph.count, bits(sum), bits(total));
    report(atoi(arguments[2]), sums, run);
}
