/// Nothing to all of a cell, in eighths from below.
let eighthBlocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

/// Values of 0...1 as one line of small columns, a cell each; 0 is a line at the foot.
func sparkline(_ values: [Double]) -> String {
    values.map { eighthBlocks[1 + Int((min(1, max(0, $0)) * 7).rounded())] }.joined()
}
