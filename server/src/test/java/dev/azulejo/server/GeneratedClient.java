package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.core.local.CachedFolder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A client that a program makes from `docs/openapi.json`, and a program that does a whole job with it and nothing
/// else.
public enum GeneratedClient {
    PYTHON {
        @Override
        void make(Path folder) throws IOException {
            var generator = "import sys; from openapi_python_client.cli import app; sys.exit(app())";
            var client = folder.resolve("client").toString();
            var words = List.of("generate", "--path", DOCUMENT.toString(), "--output-path", client);
            run(folder, Stream.concat(Stream.of("python3", "-c", generator), words.stream()));
        }

        @Override
        List<String> program(Path made) {
            return List.of(
                    "python3",
                    here().resolve("whole_job.py").toString(),
                    made.resolve("client").toString());
        }
    },
    JAVA {
        @Override
        void make(Path folder) throws IOException {
            var jar = packages().resolve("openapi_generator_cli/openapi-generator.jar");
            var sources = folder.resolve("sources");
            var named = "apiPackage=dev.azulejo.generated.api,modelPackage=dev.azulejo.generated.model,"
                    + "invokerPackage=dev.azulejo.generated,openApiNullable=false,useJakartaEe=true";
            run(
                    folder,
                    Stream.of(
                            tool("java"),
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar.toString(),
                            "generate",
                            "--generator-name=java",
                            "--library=native",
                            "--input-spec=" + DOCUMENT,
                            "--output=" + sources,
                            "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,"
                                    + "apiDocs=false,modelDocs=false",
                            "--additional-properties=" + named));
            var classes = folder.resolve("classes");
            var compile =
                    Stream.of(tool("javac"), "-nowarn", "--release=17", "-cp", libraries(), "-d", classes.toString());
            run(folder, Stream.concat(compile, sources(sources, here().resolve("WholeJob.java"))));
        }

        @Override
        List<String> program(Path made) {
            var path = made.resolve("classes") + File.pathSeparator + libraries();
            return List.of(tool("java"), "-XX:TieredStopAtLevel=1", "-cp", path, "WholeJob");
        }
    };

    /// From the folder of any module.
    private static final Path HERE =
            Path.of("../server/src/test/generated").toAbsolutePath().normalize();

    static final Path DOCUMENT =
            Path.of("../docs/openapi.json").toAbsolutePath().normalize();

    /// Makes the client.
    abstract void make(Path folder) throws IOException;

    /// The command that does a job with it, without the server, the key, the picture and the result.
    ///
    /// @param made the client
    abstract List<String> program(Path made);

    /// The client that was made of this document, these versions and this program: once for all tests of a build.
    /// Whoever changes how it is made removes the folder.
    private Path made() throws IOException {
        try (var files = Files.list(here())) {
            var of = Stream.concat(
                            Stream.of(DOCUMENT),
                            files.filter(Files::isRegularFile).sorted())
                    .toList();
            var name = "client-" + name().toLowerCase(Locale.ROOT);
            return new CachedFolder(HERE.resolve("../../../target").normalize(), name, CachedFolder.fingerprint("", of))
                    .made(workFolder -> {
                        var folder = Files.createDirectory(workFolder.resolve("made"));
                        make(folder);
                        return folder;
                    });
        }
    }

    /// Has a whole job done.
    ///
    /// @param folder for the pictures
    /// @return the result, half as large as a picture of 60 × 40 pixels
    public Path wholeJob(Path folder, URI server, String key) throws IOException {
        var picture = Files.write(folder.resolve("cat.png"), ApiCaller.png(1, 60, 40));
        var result = folder.resolve("half.png");
        var told = Stream.of(server.toString(), key, picture.toString(), result.toString());
        run(folder, Stream.concat(program(made()).stream(), told));
        return result;
    }

    final Path here() {
        return HERE.resolve(name().toLowerCase(Locale.ROOT));
    }

    /// What makes it, in the version that lies beside the program.
    final Path packages() {
        var name = "api-generator-" + name().toLowerCase(Locale.ROOT);
        return PinnedTools.folder(name, List.of(here().resolve("requirements.txt")), PinnedTools::pip);
    }

    final void run(Path folder, Stream<String> command) throws IOException {
        var packages = packages();
        var environment = Map.of(
                "PYTHONPATH",
                packages.toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "PATH",
                packages.resolve("bin").toString()); // the formatter of Python's
        var ended = PinnedTools.run(folder, environment, command.toList());
        assertThat(ended.status()).as(ended.said()).isZero();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static Stream<String> sources(Path folder, Path more) throws IOException {
        var all = new ArrayList<>(List.of(more.toString()));
        try (var files = Files.walk(folder.resolve("src/main/java"))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(all::add);
        }
        return all.stream();
    }

    /// What the generated client of Java needs.
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.matches(
                        ".*/(jackson-(annotations|core|databind|datatype-jsr310)|jakarta.annotation-api)-.*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
