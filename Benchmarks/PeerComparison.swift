func comparePeers(in folder: String, _ selection: Invocation.Selection) -> Int32 { 0 }
