// load.cpp - what simdjson reaches on Domino's own scenario format: bytes to ids and columns, in file order.
//
// Fields may stand in any order, and a need may name a commitment that comes later, so needs are resolved at the end.
// Left out, and done by Domino: places for messages, ranges, circles, calendars, delays, levels, renumbering, the normal form of damage.
//
// Build: c++ -O3 -march=native -std=c++20 load.cpp -lsimdjson -o load;  run: load FILE SAMPLES
// Prints one line a sample: seconds of processor time, then the check sums that Domino compares.
#include <malloc.h>
#include <simdjson.h>

#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "clock.hpp"

using std::string_view;
using std::vector;
namespace ondemand = simdjson::ondemand;

[[noreturn]] static void fail(const char* what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

// Ids and their numbers: open addressing over slices of the text.
struct Ids {
    struct Slot { uint64_t hash; const char* text; uint32_t length, number; };
    vector<Slot> slots = vector<Slot>(1024);
    uint64_t mask = 1023;
    uint32_t count = 0;

    static uint64_t hash(string_view id) {
        uint64_t hash = 0x9E3779B97F4A7C15ull * (id.size() + 1), word;
        size_t at = 0;
        for (; at + 8 <= id.size(); at += 8) {
            memcpy(&word, id.data() + at, 8);
            hash = (hash ^ word) * 0xD6E8FEB86659FD93ull;
            hash ^= hash >> 32;
        }
        word = 0;
        memcpy(&word, id.data() + at, id.size() - at);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93ull;
        return (hash ^ hash >> 29) | 1;
    }
    void grow() {
        vector<Slot> old(slots.size() * 2);
        old.swap(slots);
        mask = slots.size() - 1;
        for (auto& slot : old) {
            if (!slot.hash) continue;
            auto place = slot.hash >> 1 & mask;
            while (slots[place].hash) place = (place + 1) & mask;
            slots[place] = slot;
        }
    }
    // The slot of an id, or the free one where it belongs.
    Slot& find(string_view id, uint64_t hash) {
        auto place = hash >> 1 & mask;
        for (; slots[place].hash; place = (place + 1) & mask) {
            auto& slot = slots[place];
            if (slot.hash == hash && slot.length == id.size() && !memcmp(slot.text, id.data(), id.size())) return slot;
        }
        return slots[place];
    }
    uint32_t add(string_view id, bool isNew) {
        if (2 * count >= slots.size()) grow();
        auto hashed = hash(id);
        auto& slot = find(id, hashed);
        if (slot.hash) {
            if (isNew) fail("two commitments have one id");
            return slot.number;
        }
        slot = {hashed, id.data(), (uint32_t)id.size(), count};
        return count++;
    }
    uint32_t number(string_view id) {
        auto& slot = find(id, hash(id));
        if (!slot.hash) fail("a need names a commitment that is not there");
        return slot.number;
    }
};

struct Point { double days, value; };
struct Damage { uint32_t kind, bearer; double perDay, lump, grace, cap, ifBroken; uint32_t firstPoint, points; };
struct Columns {
    vector<int32_t> start{0}, source, due, promisor, promisee;
    vector<float> spare, share, fallback, relay, work, cushion, breaksAfter;
    vector<uint32_t> damageStart{0}, noticeStart{0};
    vector<Damage> damages;
    vector<Point> curve, notice;
};

// Days since 1900-01-01 (Howard Hinnant's "days from civil").
static int32_t day(string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') fail("a date is written YYYY-MM-DD");
    auto number = [&](int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) value = value * 10 + (text[at] - '0');
        return value;
    };
    int year = number(0, 4), month = number(5, 7), day = number(8, 10);
    if (month < 1 || month > 12 || day < 1 || day > 31) fail("no such day");
    if (month <= 2) year--;
    int era = year / 400, ofEra = year - era * 400;
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 693901;
}

struct Loader {
    Columns columns;
    Ids commitments, parties, kinds;
    vector<string_view> wanted;

    static double number(ondemand::value value) { return value.get_double(); }

    void points(ondemand::value list, vector<Point>& points) {
        for (ondemand::value element : list.get_array()) {
            double pair[2];
            int count = 0;
            for (ondemand::value part : element.get_array()) {
                if (count == 2) fail("a point is a pair");
                pair[count++] = number(part);
            }
            if (count != 2) fail("a point is a pair");
            points.push_back({pair[0], pair[1]});
        }
    }
    void need(ondemand::object object) {
        float spare = 0, share = 1, fallback = INFINITY, relay = 0;
        bool named = false;
        for (auto field : object) {
            string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "commitment") {
                wanted.push_back(value.get_string());
                named = true;
            } else if (key == "anyOf") {
                for (ondemand::value member : value.get_array()) need(member.get_object());
                return;
            } else if (key == "buffer" || key == "lead") spare = number(value);
            else if (key == "share") share = number(value);
            else if (key == "fallback") fallback = number(value);
            else if (key == "relay") relay = number(value);
            else fail("an unknown field of a need");
        }
        if (!named) fail("a need names nothing");
        columns.spare.push_back(spare);
        columns.share.push_back(share);
        columns.fallback.push_back(fallback);
        columns.relay.push_back(relay);
    }
    void damage(ondemand::object object, uint32_t promisee) {
        Damage damage{0, promisee, 0, 0, 0, INFINITY, NAN, (uint32_t)columns.curve.size(), 0};
        for (auto field : object) {
            string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "kind") damage.kind = kinds.add(value.get_string(), false);
            else if (key == "bearer") damage.bearer = parties.add(value.get_string(), false);
            else if (key == "perDay") damage.perDay = number(value);
            else if (key == "lump") damage.lump = number(value);
            else if (key == "curve") points(value, columns.curve);
            else if (key == "grace") damage.grace = number(value);
            else if (key == "cap") damage.cap = number(value);
            else if (key == "ifBroken") damage.ifBroken = number(value);
            else fail("an unknown field of damage");
        }
        damage.points = columns.curve.size() - damage.firstPoint;
        columns.damages.push_back(damage);
    }
    void commitment(ondemand::object object) {
        float work = NAN, cushion = 0, breaksAfter = INFINITY;
        int32_t due = 0;
        uint32_t promisor = 0, promisee = 0;
        for (auto field : object) {
            string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "id") commitments.add(value.get_string(), true);
            else if (key == "due") due = day(value.get_string());
            else if (key == "promisor") promisor = parties.add(value.get_string(), false);
            else if (key == "promisee") promisee = parties.add(value.get_string(), false);
            else if (key == "needs") { for (ondemand::value element : value.get_array()) need(element.get_object()); }
            else if (key == "damage") { for (ondemand::value element : value.get_array()) damage(element.get_object(), promisee); }
            else if (key == "notice") points(value, columns.notice);
            else if (key == "work") work = number(value);
            else if (key == "cushion") cushion = number(value);
            else if (key == "breaksAfter") breaksAfter = number(value);
            else if (key == "perDayLater") number(value);
            else if (key == "title" || key == "status" || key == "stage" || key == "start" || key == "keptOn") {
                string_view text = value.get_string();
                (void)text;
            }  // anything else, such as "delay", is stepped over
        }
        columns.due.push_back(due);
        columns.promisor.push_back(promisor);
        columns.promisee.push_back(promisee);
        columns.work.push_back(work);
        columns.cushion.push_back(cushion);
        columns.breaksAfter.push_back(breaksAfter);
        columns.start.push_back(wanted.size());
        columns.damageStart.push_back(columns.damages.size());
        columns.noticeStart.push_back(columns.notice.size());
    }
    void load(ondemand::document& document) {
        for (auto field : document.get_object()) {
            string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "commitments") {
                for (ondemand::value element : value.get_array()) commitment(element.get_object());
            } else if (key == "stakeholders") {
                for (ondemand::value element : value.get_array()) parties.add(element.get_object()["id"].get_string(), true);
            }
        }
        columns.source.reserve(wanted.size());
        for (auto id : wanted) columns.source.push_back(commitments.number(id));
    }
};

// What Domino computes from its own lists, in the same order: equal to the last bit.
static std::string checkSums(const Columns& columns) {
    uint64_t sources = 0;
    int64_t dues = 0;
    double spare = 0, points = 0;
    for (size_t need = 0; need < columns.source.size(); need++) {
        sources += (need % 1000 + 1) * ((uint64_t)columns.source[need] + 1);
        spare += columns.spare[need];
    }
    for (auto due : columns.due) dues += due;
    for (auto& point : columns.curve) points += point.days + point.value;
    char text[200];
    snprintf(text, sizeof text, "%zu %zu %" PRIu64 " %" PRIx64 " %" PRId64 " %zu %" PRIx64, columns.due.size(), columns.source.size(),
             sources, bits(spare), dues, columns.curve.size(), bits(points));
    return text;
}

int main(int count, char** arguments) {
    if (count != 3) fail("load FILE SAMPLES");
    keepFreedMemory();
    auto text = simdjson::padded_string::load(arguments[1]);
    if (text.error()) fail("the file cannot be read");
    simdjson::padded_string_view view = text.value_unsafe();
    auto run = [&] {
        ondemand::parser parser;  // a new one for each file, as a command would have
        ondemand::document document = parser.iterate(view);
        Loader loader;
        loader.load(document);
        return std::move(loader.columns);
    };
    auto sums = checkSums(run());
    for (int sample = 0; sample < atoi(arguments[2]); sample++) {
        double start = cpuSeconds();
        auto columns = run();
        double seconds = cpuSeconds() - start;
        if (checkSums(columns) != sums) fail("the same work gives another result");
        printf("%.9f %s\n", seconds, sums.c_str());
    }
}
