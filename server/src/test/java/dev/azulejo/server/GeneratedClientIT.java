package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that a program has made from `docs/openapi.json` does a whole job.
class GeneratedClientIT {
    private static final Path HERE = Path.of("src/test/python").toAbsolutePath();
    private static final Path DOCUMENT = Path.of("../docs/openapi.json").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void ofPythonDoesAWholeJob() throws IOException {
        var packages = PinnedTools.folder("api-generator", List.of(HERE.resolve("requirements.txt")), PinnedTools::pip);
        var python = Map.of(
                "PYTHONPATH",
                packages.toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "PATH",
                packages.resolve("bin") + ":" + System.getenv("PATH")); // its formatter
        var made = folder.resolve("client");
        var generator = "import sys; from openapi_python_client.cli import app; sys.exit(app())";
        var generated = PinnedTools.run(
                folder,
                python,
                List.of(
                        "python3",
                        "-c",
                        generator,
                        "generate",
                        "--path",
                        DOCUMENT.toString(),
                        "--output-path",
                        made.toString()));
        assertThat(generated.status()).as(generated.said()).isZero();
        var picture = Files.write(folder.resolve("cat.png"), ApiCaller.png(1, 60, 40));
        var result = folder.resolve("half.png");
        try (var served = Served.on(folder.resolve("data"))) {
            var done = PinnedTools.run(
                    folder,
                    python,
                    List.of(
                            "python3",
                            HERE.resolve("whole_job.py").toString(),
                            made.toString(),
                            served.address().toString(),
                            served.key(),
                            picture.toString(),
                            result.toString()));
            assertThat(done.status()).as(done.said()).isZero();
        }
        assertThat(ApiCaller.decoded(Files.readAllBytes(result)).getWidth()).isEqualTo(30);
    }
}
