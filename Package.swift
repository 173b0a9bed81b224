// swift-tools-version: 6.2
import PackageDescription

/// What every module is compiled with.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6)]

/// What the page is made of: its style, and its scripts in their order.
let pageParts = [
    "page.css", "views.css", "door.js", "engine.js", "words.js", "json-edit.js", "state.js", "asking.js", "draw.js",
    "chart.js", "layout.js", "headline.js", "promise.js", "dominoes.js", "hurt.js", "plan.js", "tell.js", "findout.js",
    "odds.js", "graph.js", "ladder.js", "file.js", "forms.js", "panel.js", "begin.js", "passing.js", "opening.js",
    "shell.js",
]

/// The situations that `domino init` writes.
let templates = [
    "../../Scenarios/deal-ladder.json", "../../Scenarios/hardware-shipment.json", "../../Scenarios/in-flight.json",
    "../../Scenarios/late-report.json", "../../Scenarios/rush-promise.json", "../../Scenarios/shared-team.json",
    "../../Scenarios/software-go-live.json", "Templates/starter.json",
]

let package = Package(
    name: "Domino",
    // Locks and counters of the standard library are in the system from there on; other systems have no such limit.
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Domino", targets: ["DominoEngine", "DominoScenario", "DominoAnalysis", "DominoReport"]),
        .executable(name: "domino", targets: ["domino"]),
    ],
    targets: [
        // The engine has to compile for Embedded WebAssembly: whatever Embedded Swift lacks is an error here already.
        .target(
            name: "DominoEngine",
            swiftSettings: settings + [.treatWarning("EmbeddedRestrictions", as: .error)]),
        .target(
            name: "DominoScenario", dependencies: ["DominoEngine"],
            resources: templates.map { .embedInCode($0) },
            swiftSettings: settings),
        .target(name: "DominoAnalysis", dependencies: ["DominoEngine", "DominoScenario"], swiftSettings: settings),
        .target(
            name: "DominoReport", dependencies: ["DominoAnalysis", "DominoEngine", "DominoScenario"],
            // PageEngine.swift holds it as text.
            exclude: ["Page/engine.wasm.gz"],
            // In the code, not beside it: a binary that was moved still writes its pages.
            resources: pageParts.map { .embedInCode("Page/\($0)") },
            swiftSettings: settings),
        .target(
            name: "DominoCommand", dependencies: ["DominoAnalysis", "DominoReport", "DominoScenario"],
            swiftSettings: settings),
        .executableTarget(
            name: "domino", dependencies: ["DominoCommand"], swiftSettings: settings,
            // A native link may miss the square root where nothing imports the C library's mathematics.
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["DominoAnalysis", "DominoEngine", "DominoScenario"],
            path: "Benchmarks",
            exclude: ["README.md", "Peers"],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),

        // What several tests need: the slow reference written from the model, and running the built command.
        .target(name: "DominoReference", path: "Tests/DominoReference", swiftSettings: settings),
        .target(name: "DominoTestSupport", path: "Tests/DominoTestSupport", swiftSettings: settings),
        .testTarget(
            name: "DominoEngineTests",
            dependencies: ["DominoEngine", "DominoReference", "DominoTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "DominoScenarioTests",
            dependencies: ["DominoScenario", "DominoReference", "DominoTestSupport"],
            exclude: ["BadInput", "BadTables", "Tables"],
            swiftSettings: settings),
        .testTarget(
            name: "DominoAnalysisTests",
            dependencies: ["DominoAnalysis", "DominoScenario", "DominoReference", "DominoTestSupport"],
            exclude: ["Probes"],
            swiftSettings: settings),
        .testTarget(
            name: "DominoReportTests",
            dependencies: [
                "DominoReport", "DominoAnalysis", "DominoScenario", "DominoReference", "DominoTestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "DominoPageTests",
            dependencies: [
                "DominoReport", "DominoAnalysis", "DominoScenario", "DominoEngine", "DominoReference",
                "DominoTestSupport", "DominoCommand", "domino",
            ],
            exclude: ["browser.js", "door.js", "edits.js", "pictures.js"],
            swiftSettings: settings),
        .testTarget(
            name: "DominoCommandTests",
            dependencies: ["DominoCommand", "domino", "DominoScenario", "DominoReference", "DominoTestSupport"],
            exclude: ["Expected"],
            swiftSettings: settings),
        // What the fuzzer of run.sh holds, held in an ordinary test; libFuzzer has no part in it.
        .testTarget(
            name: "DominoFuzzTests",
            dependencies: ["DominoCommand", "DominoReport", "DominoAnalysis", "DominoScenario", "DominoTestSupport"],
            exclude: ["Driver", "Seeds", "Findings", "build.sh", "run.sh"],
            swiftSettings: settings),
    ]
)
