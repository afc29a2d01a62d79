package dev.azulejo.inference;

import java.io.IOException;

/// Fetches an engine that already exists.
///
/// @param source stands for the fetching
record FakeFetch(Source source) implements FetchedEngine {
    interface Source {
        Engine engine() throws IOException;
    }

    @Override
    public String name() {
        return "openvino";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public boolean isMadeForThisMachine() {
        return true;
    }

    @Override
    public Engine engine() throws IOException {
        return source.engine();
    }
}
