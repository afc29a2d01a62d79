package dev.azulejo.server;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// What people do with jobs, on one server.
class ServeIT extends ApiContract {
    @TempDir
    private static Path data;

    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    @AfterAll
    static void end() throws IOException {
        served.close();
    }

    @Override
    protected ApiCaller caller() {
        return served;
    }

    @Override
    protected List<String> filesOf(String upload) {
        try (var files = Files.walk(data)) {
            return files.map(Path::toString)
                    .filter(file -> file.contains(upload))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
