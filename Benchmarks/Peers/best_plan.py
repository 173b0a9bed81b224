"""T6: the best plan with a proof, by `domino mitigate` and by OR-tools CP-SAT on the same certain instances.

    python3 best_plan.py DOMINO [--instances N] [--seed S]
    python3 best_plan.py DOMINO --uncertain [--size COMMITMENTS,OPTIONS] [--replicates R] [--limit S]

Instances are networks of whole days without uncertainty: every effect CP-SAT can express exactly (expedite, fallback, decouple to
0, redate, soften on one damage entry), requires, excludes, and a budget on every third. Both sides have one thread, and
the optimum has to be the same on each instance, or the exit status is 1. Up to 14 options every plan is tried as well.

Time: of CP-SAT the processor time of Solve alone (one worker), of domino that of the whole command, start and
reading included, which is told apart by a `whatif` of the same file.

With --uncertain the same networks get delays, risks and options that may fail, which no peer can express: each instance is asked
with every objective, without a budget and with one, and the table says what was proved in which time, or the gap.
"""

import argparse
import itertools
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time


def instance(seed, commitments, options):
    """A scenario without uncertainty, as the file has it."""
    r = random.Random(seed)
    day0 = 40
    due, nodes = [], []
    for j in range(commitments):
        level = j * 12 // commitments
        due.append(day0 + level * 14 + r.randint(0, 6))
        needs = []
        earlier = [i for i in range(j) if due[i] <= due[j]]
        for i in r.sample(earlier[-25:], min(len(earlier[-25:]), r.choice([0, 1, 1, 2, 2, 3]))):
            needs.append({"commitment": f"c{i}", "buffer": r.randint(0, 5)})
        node = {"id": f"c{j}", "promisor": "us", "promisee": f"p{j % 9}", "due": date(due[j])}
        if needs:
            node["needs"] = needs
        if r.random() < 0.4:
            node["damage"] = [{"kind": "money", "perDay": r.randint(1, 40) * 50, "cap": 50000, "ifBroken": 50000}]
        nodes.append(node)
    slips = [{"commitment": f"c{i}", "days": r.randint(8, 25)} for i in sorted(r.sample(range(max(2, commitments // 6)), max(1, commitments // 40)))]
    mitigations = []
    softened = set()
    for k in range(options):
        cost = r.randint(2, 60) * 100
        effects = []
        for _ in range(r.choice([1, 1, 2])):
            j = r.randrange(commitments)
            needs = nodes[j].get("needs", [])
            kind = r.randrange(5)
            if kind == 1 and needs:
                effects.append({"fallback": f"c{j}", "of": r.choice(needs)["commitment"], "days": r.randint(0, 4)})
            elif kind == 2 and needs:
                effects.append({"decouple": f"c{j}", "from": r.choice(needs)["commitment"], "share": 0})
            elif kind == 3 and nodes[j].get("damage"):
                effects.append({"redate": f"c{j}", "days": r.randint(1, 6)})
            elif kind == 4 and nodes[j].get("damage") and j not in softened:
                softened.add(j)
                effects.append({"soften": f"c{j}", "factor": 0.5})
            else:
                effects.append({"expedite": f"c{j}", "days": r.randint(1, 8)})
        m = {"id": f"m{k}", "cost": cost, "effects": effects}
        if k > 2 and r.random() < 0.1:
            m["requires"] = [f"m{r.randrange(k)}"]
        elif k > 2 and r.random() < 0.1:
            m["excludes"] = [f"m{r.randrange(k)}"]
        mitigations.append(m)
    budget = sum(m["cost"] for m in mitigations) // 12 if seed % 3 == 0 else None
    return {"domino": 1, "name": f"T6 {seed}", "root": slips[0]["commitment"], "asOf": date(0), "commitments": nodes,
            "mitigations": mitigations, "slip": slips}, budget


def date(days):
    t = time.gmtime(1767225600 + days * 86400)
    return f"{t.tm_year:04}-{t.tm_mon:02}-{t.tm_mday:02}"


def model(scenario):
    """The columns both the checker and CP-SAT read: slips, effects and damage by number."""
    number = {c["id"]: j for j, c in enumerate(scenario["commitments"])}
    options = {m["id"]: k for k, m in enumerate(scenario["mitigations"])}
    effects = [[] for _ in scenario["commitments"]]
    for k, m in enumerate(scenario["mitigations"]):
        for e in m["effects"]:
            name = next(n for n in ("expedite", "fallback", "decouple", "redate", "soften") if n in e)
            effects[number[e[name]]].append((name, k, e))
    own = [0] * len(effects)
    for s in scenario["slip"]:
        own[number[s["commitment"]]] = s["days"]
    return number, options, effects, own


def risk(scenario, plan, columns):
    """Damage of one plan, written from the contract."""
    number, _, effects, own = columns
    slips, total = [], 0.0
    for j, c in enumerate(scenario["commitments"]):
        start = 0
        on = [(n, e) for n, k, e in effects[j] if k in plan]
        for need in c.get("needs", []):
            late = slips[number[need["commitment"]]] - need["buffer"]
            if any(n == "decouple" and e["from"] == need["commitment"] for n, e in on):
                continue
            for n, e in on:
                if n == "fallback" and e["of"] == need["commitment"] and late > 0:
                    late = min(late, e["days"])
            start = max(start, late)
        slips.append(start + own[j] - sum(e["days"] for n, e in on if n == "expedite"))
        for d in c.get("damage", []):
            y = max(0, slips[j] - sum(e["days"] for n, e in on if n == "redate"))
            amount = min(d["perDay"] * y, d["cap"])
            for n, e in on:
                if n == "soften":
                    amount *= e["factor"]
            total += amount
    return total


def allowed(scenario, plan, options, budget):
    for k in plan:
        m = scenario["mitigations"][k]
        if any(options[o] not in plan for o in m.get("requires", [])) or any(options[o] in plan for o in m.get("excludes", [])):
            return False
    return budget is None or sum(scenario["mitigations"][k]["cost"] for k in plan) <= budget


def by_trying(scenario, budget):
    columns = model(scenario)
    n = len(scenario["mitigations"])
    best = None
    for count in range(n + 1):
        for plan in itertools.combinations(range(n), count):
            if allowed(scenario, set(plan), columns[1], budget):
                total = risk(scenario, set(plan), columns) + sum(scenario["mitigations"][k]["cost"] for k in plan)
                best = total if best is None else min(best, total)
    return best


def by_cpsat(scenario, budget, limit):
    from ortools.sat.python import cp_model

    number, options, effects, own = model(scenario)
    m = cp_model.CpModel()
    x = [m.NewBoolVar(f"x{k}") for k in range(len(scenario["mitigations"]))]
    low, high = -400, 400
    slips, costs = [], []
    for j, c in enumerate(scenario["commitments"]):
        mine = effects[j]
        inputs = [m.NewConstant(0)]
        for need in c.get("needs", []):
            late = m.NewIntVar(low, high, "")
            source = slips[number[need["commitment"]]] - need["buffer"]
            current = source
            for name, k, e in mine:
                if name == "fallback" and e["of"] == need["commitment"]:
                    positive = m.NewIntVar(0, high, "")
                    m.AddMaxEquality(positive, [current, 0])
                    capped = m.NewIntVar(0, high, "")
                    m.AddMinEquality(capped, [positive, e["days"]])
                    after = m.NewIntVar(low, high, "")
                    m.Add(after == current).OnlyEnforceIf(x[k].Not())
                    # Below 0 the need brings nothing anyway: every commitment begins as planned.
                    m.Add(after == capped).OnlyEnforceIf(x[k])
                    current = after
            m.Add(late == current)
            cuts = [k for name, k, e in mine if name == "decouple" and e["from"] == need["commitment"]]
            if cuts:
                kept = m.NewIntVar(low, high, "")
                removed = m.NewBoolVar("")
                m.AddMaxEquality(removed, [x[k] for k in cuts])
                m.Add(kept == late).OnlyEnforceIf(removed.Not())
                m.Add(kept == 0).OnlyEnforceIf(removed)
                inputs.append(kept)
            else:
                inputs.append(late)
        start = m.NewIntVar(0, high, "")
        m.AddMaxEquality(start, inputs)
        slip = start + own[j] - sum(e["days"] * x[k] for name, k, e in mine if name == "expedite")
        slips.append(slip)
        for d in c.get("damage", []):
            y = m.NewIntVar(0, high, "")
            m.AddMaxEquality(y, [slip - sum(e["days"] * x[k] for name, k, e in mine if name == "redate"), 0])
            amount = m.NewIntVar(0, d["cap"], "")
            m.AddMinEquality(amount, [d["perDay"] * y, d["cap"]])
            half = m.NewIntVar(0, d["cap"], "")
            softeners = [k for name, k, e in mine if name == "soften"]
            if softeners:
                m.Add(half == amount).OnlyEnforceIf(x[softeners[0]].Not())
                m.Add(2 * half >= amount).OnlyEnforceIf(x[softeners[0]])
                costs.append(half)
            else:
                costs.append(amount)
    for k, mit in enumerate(scenario["mitigations"]):
        for o in mit.get("requires", []):
            m.AddImplication(x[k], x[options[o]])
        for o in mit.get("excludes", []):
            m.AddBoolOr([x[k].Not(), x[options[o]].Not()])
    price = sum(mit["cost"] * x[k] for k, mit in enumerate(scenario["mitigations"]))
    if budget is not None:
        m.Add(price <= budget)
    m.Minimize(sum(costs) + price)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit
    begin = time.process_time()
    status = solver.Solve(m)
    return solver.ObjectiveValue(), status == cp_model.OPTIMAL, time.process_time() - begin


def command(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def with_delays(scenario, seed):
    """The same network with delays, risks, averting and options that may fail."""
    r = random.Random(seed + 1_000_000)
    ids = [c["id"] for c in scenario["commitments"]]
    for c in scenario["commitments"]:
        if r.random() < 0.6:
            least = r.randint(-2, 0)
            likely = least + r.randint(0, 3)
            c["delay"] = {"triangular": [least, likely, likely + r.randint(1, 9)]}
    scenario["risks"] = [
        {"id": f"r{k}", "chance": round(r.uniform(0.05, 0.4), 2),
         "hits": [{"commitment": i, "delay": {"uniform": [2, r.randint(5, 20)]}} for i in r.sample(ids, r.randint(1, 4))]}
        for k in range(max(1, len(ids) // 20))]
    for m in scenario["mitigations"]:
        if r.random() < 0.15:
            m["effects"].append({"avert": f"r{r.randrange(len(scenario['risks']))}", "factor": r.choice([0, 0.25, 0.5])})
        if r.random() < 0.3:
            m["chance"] = round(r.uniform(0.5, 0.95), 2)
    return scenario


def uncertain(arguments):
    commitments, options = map(int, arguments.size.split(","))
    print(f"{commitments} commitments, {options} options, {arguments.replicates} replicates, limit {arguments.limit:g} s")
    for objective in ("mean", "cvar95", "p90", "p95"):
        for limited in (False, True):
            rows = []
            for number in range(arguments.instances):
                scenario, _ = instance(arguments.seed + number, commitments, options)
                with_delays(scenario, arguments.seed + number)
                with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as f:
                    json.dump(scenario, f)
                budget = sum(m["cost"] for m in scenario["mitigations"]) // 12
                out, seconds = command(
                    [arguments.domino, "mitigate", f.name, "--format", "json", "--threads", "1", "--quiet", "--time-limit",
                     str(arguments.limit), "--decide-on", date(0), "--objective", objective, "--replicates",
                     str(arguments.replicates)] + (["--budget", str(budget)] if limited else []))
                os.unlink(f.name)
                ours = json.loads(out)
                gap = ours["gap"] / max(1, ours["best"]["total"])
                rows.append((ours["proved"], seconds, gap, ours["nodes"]))
            proved = [r for r in rows if r[0]]
            open_ = [r for r in rows if not r[0]]
            print(f"{objective:7}{' budget' if limited else '':7}: proved {len(proved)} of {len(rows)}"
                  + (f", nodes {statistics.median(r[3] for r in proved):.0f}" if proved else "")
                  + f"; command {statistics.median(r[1] for r in rows):.1f} s (processor, median)"
                  + (f"; gap of the rest: median {statistics.median(r[2] for r in open_):.1%},"
                     f" most {max(r[2] for r in open_):.1%}" if open_ else ""), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("domino")
    parser.add_argument("--instances", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--uncertain", action="store_true")
    parser.add_argument("--size", default="300,120")
    parser.add_argument("--replicates", type=int, default=10000)
    arguments = parser.parse_args()
    if arguments.uncertain:
        return uncertain(arguments)
    sizes = [(20, 10), (30, 14), (60, 30), (100, 60), (200, 90), (300, 120)]
    rows, wrong = [], 0
    for number in range(arguments.instances):
        commitments, options = sizes[number % len(sizes)]
        scenario, budget = instance(arguments.seed + number, commitments, options)
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as f:
            json.dump(scenario, f)
        limit = ["--budget", str(budget)] if budget is not None else []
        out, seconds = command([arguments.domino, "mitigate", f.name, "--format", "json", "--threads", "1", "--time-limit",
                                str(arguments.limit), "--decide-on", date(0)] + limit)
        _, rest = command([arguments.domino, "whatif", f.name, "--format", "json"])
        os.unlink(f.name)
        ours = json.loads(out)
        total, optimal, theirs = by_cpsat(scenario, budget, arguments.limit)
        tried = by_trying(scenario, budget) if options <= 14 else None
        same = not (ours["proved"] and optimal) or abs(ours["best"]["total"] - total) < 0.5
        same = same and (tried is None or abs(ours["best"]["total"] - tried) < 0.01)
        wrong += not same
        rows.append((commitments, options, seconds, rest, theirs, ours["proved"], optimal, same))
        print(f"{commitments:4} commitments {options:4} options{' budget' if budget else '':7}: domino {seconds:7.3f} s"
              f" (whatif {rest:.3f}), {ours['nodes']:6} nodes, proved {ours['proved']}; CP-SAT {theirs:7.3f} s, optimal {optimal};"
              f" {'same' if same else 'DIFFERENT: %s, %s, %s' % (ours['best']['total'], total, tried)}", flush=True)
    print(f"median: domino {statistics.median(r[2] for r in rows):.3f} s, CP-SAT {statistics.median(r[4] for r in rows):.3f} s;"
          f" slowest: {max(r[2] for r in rows):.3f} and {max(r[4] for r in rows):.3f};"
          f" proved {sum(r[5] for r in rows)} and {sum(r[6] for r in rows)} of {len(rows)}; {wrong} different")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
