/// A small scenario to begin with: complete, commented in fields of its own, and with a slip to play.
///
/// - Parameter asOf: the day it is written; its dates are working days counted from there.
public func starterScenario(asOf: Day) -> String {
    let calendar = WorkCalendar(workdays: WrittenCalendar().workdays, holidays: [])
    let today = calendar.ordinal(asOf)
    func day(_ workingDays: Int) -> String { calendar.day(ordinal: today + workingDays).description }
    return """
        {
          "$schema": "scenario.schema.json",
          "domino": 1,
          "name": "My first promise",
          "x-read-me": "Fields that begin with x- are yours: Domino does not read them. Play this with: domino whatif FILE",
          "root": "go-live",
          "asOf": "\(day(0))",
          "currency": "USD",
          "calendar": { "workdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": [] },

          "x-kinds": "What is damaged. A kind in another unit says what one unit is worth in the currency.",
          "kinds": [ { "id": "money" }, { "id": "trust", "unit": "points", "weight": 2000 } ],

          "x-stakeholders": "Everybody who promises, is promised, or bears damage. A higher weight counts their harm for more.",
          "stakeholders": [
            { "id": "us", "name": "Our company", "side": "seller" },
            { "id": "client", "name": "The client's head of operations", "side": "client", "weight": 1.5 },
            { "id": "shops", "name": "The client's shops" }
          ],

          "x-commitments": "Who promises what to whom by when; what it needs first (lead: days from that one being kept to this one); what each day late costs; how much less if they hear early (notice).",
          "commitments": [
            { "id": "data", "title": "Clean product data handed over", "promisor": "client", "promisee": "us", "due": "\(day(10))",
              "delay": { "chance": 0.4, "pert": [1, 3, 10] } },
            { "id": "go-live", "title": "Order platform live", "promisor": "us", "promisee": "client", "due": "\(day(25))",
              "work": 10, "needs": [ { "commitment": "data" } ],
              "delay": { "pert": [-1, 1, 8] },
              "damage": [ { "kind": "money", "bearer": "us", "perDay": 500, "grace": 3, "cap": 20000 },
                          { "kind": "trust", "curve": [[2, 1], [15, 8]] } ],
              "notice": [[0, 1], [10, 0.6], [20, 0.4]] },
            { "id": "shops-order", "title": "Shops order online", "promisor": "client", "promisee": "shops", "due": "\(day(35))",
              "needs": [ { "commitment": "go-live", "lead": 6, "relay": 1 } ],
              "damage": [ { "kind": "money", "perDay": 3000 } ],
              "notice": [[0, 1], [15, 0.5]] }
          ],

          "x-mitigations": "What could be done, what it costs, how many days it takes to bite, and what it changes.",
          "mitigations": [
            { "id": "pilot", "title": "Two shops first", "cost": 2500, "leadTime": 4,
              "effects": [ { "decouple": "shops-order", "from": "go-live", "share": 0.4 } ] }
          ],

          "x-slip": "What domino whatif plays when no --slip is given.",
          "slip": { "commitment": "go-live", "days": 10 }
        }

        """
}
