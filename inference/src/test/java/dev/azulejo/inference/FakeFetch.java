package dev.azulejo.inference;

import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.FetchedEngine;
import java.io.IOException;

/// Fetches an engine that already exists.
///
/// @param source stands for the fetching
public record FakeFetch(Source source) implements FetchedEngine {
    public interface Source {
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
