package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `azulejo serve` as a process of its own, on a port that is free, and somebody who talks to it.
public final class Served extends ApiCaller implements AutoCloseable {
    /// What the build has made, in `server/target`.
    private static final Path SERVER = Path.of(System.getProperty("azulejo.server"));

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final List<String> START_CACHE = startCache();

    private static final Pattern ADDRESS = Pattern.compile("open (http://\\S+)/#key=(\\S+)");
    private final Process process;
    private final Path log;

    private Served(Process process, Path log, String address, String key) {
        super(address, key);
        this.process = process;
        this.log = log;
    }

    /// The files below a folder that a server works in. One that goes meanwhile, such as a lock, may be missing.
    static List<Path> files(Path folder) {
        var found = new ArrayList<Path>();
        var visitor = new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }
        };
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /// @param more what `serve` is told beside the folder
    public static Served on(Path data, String... more) {
        return withOptions(List.of(), data, more);
    }

    /// @param options of the JVM
    static Served withOptions(List<String> options, Path data, String... more) {
        try {
            var log = Files.createTempFile("serve-", ".log");
            var temporary = Files.createDirectories(data.resolve("temporary"));
            var port = List.of(more).contains("--port") ? Stream.<String>empty() : Stream.of("--port", "0");
            var all = Stream.of(Stream.of("serve", "--data", data.toString()), port, Stream.of(more))
                    .flatMap(its -> its);
            var start = Stream.concat(START_CACHE.stream(), options.stream()).toList();
            var process = azulejo(temporary, start, all.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            while (process.isAlive()) {
                var said = ADDRESS.matcher(Files.readString(log));
                if (said.find()) {
                    return new Served(process, log, said.group(1), said.group(2));
                }
                sleep();
            }
            throw new AssertionError("the server ended: " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder azulejo(Path temporary, String... arguments) {
        return azulejo(temporary, START_CACHE, arguments);
    }

    private static ProcessBuilder azulejo(Path temporary, List<String> options, String... arguments) {
        return java(temporary, options, List.of("-jar", SERVER.toString()), arguments);
    }

    private static ProcessBuilder java(
            Path temporary, List<String> options, List<String> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx576m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-Dazulejo.home=" + SERVER.resolve("../../..").normalize()));
        command.addAll(program);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        // Not the drives, nor the keyring, of whoever runs the tests.
        builder.environment()
                .put(
                        "XDG_CONFIG_HOME",
                        temporary.resolve("config").toAbsolutePath().toString());
        builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
        builder.environment().put("AZULEJO_PRECISION", "exact"); // results are those of all machines
        return builder;
    }

    /// What a start has learnt, as the launcher keeps it: a start takes a third of the processor's time with it. Made
    /// once for a build of the server, for tests of other modules too.
    private static List<String> startCache() {
        try {
            var cache = SERVER.resolveSibling("azulejo.aot");
            if (!Files.exists(cache)
                    || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(SERVER)) < 0) {
                var folder = Files.createDirectories(SERVER.resolveSibling("training"));
                var learning = List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
                azulejo(folder, learning, "serve", "--port", "0", "--data", folder.toString(), "--end-at-once")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start()
                        .waitFor();
            }
            return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What a command said, and how it ended.
    public record Ran(int exit, String out, String err) {}

    /// Runs `azulejo keys` on the folder of a server, in this JVM.
    static Ran keys(Path data, String... arguments) {
        return runHere(onFolder(data, "keys", arguments));
    }

    /// The words of a command, and the folder of a server behind them.
    static String[] onFolder(Path data, String command, String... arguments) {
        return Stream.of(List.of(command), List.of(arguments), List.of("--data", data.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /// Runs a command in this JVM, which takes a tenth of the processor's time of a process.
    static Ran runHere(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    /// Runs a command of those that are in the server's build.
    public static Ran run(Map<String, String> environment, String... arguments) {
        return run(environment, azulejo(TEMPORARY, arguments));
    }

    /// Runs a command of the laboratory, which the server's build is without, from the tests' class path.
    static Ran runInLaboratory(Map<String, String> environment, String... arguments) {
        var program = List.of("-cp", System.getProperty("java.class.path"), "dev.azulejo.cli.Main");
        return run(environment, java(TEMPORARY, List.of(), program, arguments));
    }

    private static Ran run(Map<String, String> environment, ProcessBuilder builder) {
        try {
            var err = Files.createTempFile("azulejo-", ".err");
            builder.redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            var said = Files.readString(err);
            Files.delete(err);
            return new Ran(exit, out, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A new key of a tenant.
    static String key(Path data, String tenant) {
        return made(keys(data, "make", tenant));
    }

    /// The same, for the API of a deployment.
    ///
    /// @param environment for the AWS SDK
    public static String keyOfDeployment(String bucket, String tenant, Map<String, String> environment) {
        return made(run(environment, "keys", "make", tenant, "--bucket", bucket));
    }

    private static String made(Ran made) {
        assertThat(made.exit()).as(made.err()).isZero();
        return made.out().strip();
    }

    /// The same server, for somebody with another key.
    Served as(String other) {
        return new Served(process, log, address().toString(), other);
    }

    @Override
    public void checkIsAlive() {
        assertThat(process.isAlive()).as(log()).isTrue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By SIGKILL.
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
