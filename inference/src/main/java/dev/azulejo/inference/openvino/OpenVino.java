package dev.azulejo.inference.openvino;

import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.FetchedEngine;
import java.io.IOException;
import java.nio.file.Path;

/// OpenVINO as an engine that is fetched. It multiplies in 16 bits on processors of any maker that do that
/// fast.
public final class OpenVino implements FetchedEngine {
    static final String NAME = "openvino";

    private final OpenVinoPackage libraries;

    /// @param cache folder of this user, where the library is kept
    public OpenVino(Path cache) {
        libraries = new OpenVinoPackage(cache, CommandRunner::onPath);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return OpenVinoPackage.VERSION;
    }

    @Override
    public boolean isMadeForThisMachine() {
        return OpenVinoPackage.isMadeForThisMachine();
    }

    @Override
    public Engine engine() throws IOException, EngineFailure {
        return new OpenVinoEngine(OpenVinoLibrary.load(libraries.library()));
    }
}
