package dev.azulejo.integration.page;

import dev.azulejo.server.Served;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The page of `azulejo serve`.
@Tag("slow")
class ServedPageIT extends ServedPageContract {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    @Override
    protected URI server() {
        return served.address();
    }

    @Override
    protected String key() {
        return served.key();
    }
}
