/// Reads a file of `sources` as JSON (RFC 8259) and reports everything that is wrong with it.
///
/// A UTF-8 byte order mark in front is accepted. Equal keys in one object are left to the decoder. With any problem
/// the result is nil: nobody should decode a guess. At most 100 problems are reported, then a note that says so.
/// - Complexity: O(bytes); 16 bytes a value.
public func parseJSON(file: Int, in sources: SourceMap, reporting diagnostics: inout [Diagnostic]) -> JSONTree? {
    let source = sources.files[file]
    if source.isTooLarge {
        diagnostics.append(
            Diagnostic(
                .fileTooLarge, path: source.path,
                "the file is too large: a file may have 1 GiB, all files together 2 GiB"))
        return nil
    }
    let start = textStart(of: source, in: sources)
    let end = Int(source.end)
    if let nodes = sources.withRawBytes({ readJSON($0, from: start, to: end) }) {
        return JSONTree(nodes: nodes)
    }
    let problems = diagnoseJSON(sources.bytes, from: start, to: end)
    assert(!problems.isEmpty, "refused without a reason")
    diagnostics += problems
    return nil
}

/// The first byte of the text, behind a byte order mark.
private func textStart(of source: SourceFile, in sources: SourceMap) -> Int {
    let start = Int(source.start)
    // Reading three bytes is always possible: there is padding behind the file.
    let hasMark = sources.bytes[start] == 0xEF && sources.bytes[start + 1] == 0xBB && sources.bytes[start + 2] == 0xBF
    return hasMark ? start + 3 : start
}
