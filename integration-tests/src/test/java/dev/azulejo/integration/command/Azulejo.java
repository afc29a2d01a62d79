package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command, with a home, a cache and a folder for temporary files of its own below one folder. What it is
/// given by `with…` holds for all later runs.
///
/// @param folder whatever the command keeps lies below it; arguments that are relative paths start in it
/// @param environment variables on top of ours
/// @param launcher what starts the JVM, in front of it: a shell with limits, say
/// @param jvmOptions on top of the usual ones
/// @param isWarm whether what is run to its end may run in a JVM that has run the command before ([WarmCommands]); not
///     once there is anything of its own about the process
public record Azulejo(
        Path folder, Map<String, String> environment, List<String> launcher, List<String> jvmOptions, boolean isWarm) {

    public Azulejo(Path folder, Map<String, String> environment, List<String> launcher, List<String> jvmOptions) {
        this(folder, environment, launcher, jvmOptions, false);
    }

    public static Azulejo in(Path folder) {
        var azulejo = new Azulejo(folder, Map.of(), List.of(), StartCache.OPTIONS);
        try {
            for (var made : List.of(azulejo.home(), azulejo.cacheHome(), azulejo.temporary())) {
                Files.createDirectories(made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return azulejo;
    }

    /// For tests of options, messages and results.
    public static Azulejo warm(Path folder) {
        return warm(folder, Map.of());
    }

    /// The same, in JVMs that are kept for this environment: for many runs with it, which compute.
    static Azulejo warm(Path folder, Map<String, String> environment) {
        var azulejo = in(folder);
        return new Azulejo(folder, environment, azulejo.launcher, azulejo.jvmOptions, true);
    }

    Azulejo with(String variable, Object value) {
        var more = new HashMap<>(environment);
        more.put(variable, value.toString());
        return new Azulejo(folder, Map.copyOf(more), launcher, jvmOptions);
    }

    Azulejo startedBy(String... command) {
        return new Azulejo(folder, environment, List.of(command), jvmOptions);
    }

    Azulejo withJvm(String... options) {
        var more = new ArrayList<>(jvmOptions);
        more.addAll(List.of(options));
        return new Azulejo(folder, environment, launcher, List.copyOf(more));
    }

    /// What starts a program that heeds Ctrl-C: one that a shell has put into the background ignores it, and
    /// so do those that it starts, the tests' JVM with all its children among them.
    static final List<String> HEEDING_CTRL_C = List.of(
            "python3",
            "-c",
            "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])");

    Path home() {
        return folder.resolve("home");
    }

    Path cacheHome() {
        return folder.resolve("cache");
    }

    /// Our part of the cache.
    Path cache() {
        return cacheHome().resolve("azulejo");
    }

    public Path work() {
        return cache().resolve("work");
    }

    /// Where the JVM puts temporary files.
    Path temporary() {
        return folder.resolve("tmp");
    }

    /// Runs `azulejo enhance`; every image must succeed.
    ///
    /// @return what it printed
    public String enhance(Object... arguments) {
        return succeed("enhance", arguments);
    }

    /// Runs `azulejo plan`; every image must be one.
    ///
    /// @return what it printed
    public String plan(Object... arguments) {
        return succeed("plan", arguments);
    }

    private String succeed(String command, Object... arguments) {
        var ended =
                run(Stream.concat(Stream.of(command), Arrays.stream(arguments)).toArray());
        assertThat(ended.exitCode())
                .as("%s said: %s", List.of(arguments), ended.err())
                .isZero();
        return ended.out();
    }

    /// Runs `azulejo enhance`, which must not succeed.
    ///
    /// @return what it said
    public String refused(Object... arguments) {
        var ended = run(
                Stream.concat(Stream.of("enhance"), Arrays.stream(arguments)).toArray());
        assertThat(ended.exitCode()).as(ended.out()).isNotZero();
        return ended.out() + ended.err();
    }

    /// Runs to the end.
    public Ended run(Object... arguments) {
        return isWarm
                ? WarmCommands.run(
                        folder,
                        environment,
                        Arrays.stream(arguments).map(Object::toString).toList())
                : start(arguments).ended();
    }

    Running start(Object... arguments) {
        return startProgram(command(arguments));
    }

    /// Puts the command into the folder, as `./azulejo`.
    void install() throws IOException {
        var script = Files.writeString(
                folder.resolve("azulejo"),
                command().stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /// Starts any program, where and as the command is.
    Running startProgram(List<String> command) {
        try {
            var out = Files.createTempFile(folder, "run-", ".out");
            var err = Files.createTempFile(folder, "run-", ".err");
            var builder = process(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One with the command's environment.
    ProcessBuilder process(List<String> command) {
        var builder = new ProcessBuilder(command);
        var variables = builder.environment();
        // The runtime's telemetry holds still where it sees a build server.
        List.of("CI", "AZULEJO_MODELS", "JAVA_TOOL_OPTIONS", "ORT_DISABLE_TELEMETRY", "XDG_CONFIG_HOME")
                .forEach(variables::remove);
        variables.putAll(
                Map.of("HOME", home().toString(), "XDG_CACHE_HOME", cacheHome().toString()));
        variables.put("AZULEJO_LIBVIPS", Installation.LIBVIPS.text());
        variables.put("AZULEJO_PRECISION", "exact"); // results are those of all machines
        variables.putAll(environment);
        variables.values().removeIf(String::isEmpty);
        return builder;
    }

    private List<String> command(Object... arguments) {
        var command = new ArrayList<>(launcher);
        command.addAll(jvm(Installation.CLASSPATH));
        command.add("dev.azulejo.cli.Main");
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    /// The command line of its JVM up to the name of the class.
    List<String> jvm(String classPath) {
        var command = new ArrayList<>(Installation.java(classPath));
        command.add("-Duser.home=" + home());
        command.add("-Djava.io.tmpdir=" + temporary());
        command.addAll(jvmOptions);
        return command;
    }

    /// A run that is under way.
    record Running(Process process, Path out, Path err) {
        /// Waits for its end.
        Ended ended() {
            try {
                int exitCode = process.waitFor();
                var ended = new Ended(exitCode, Files.readString(out), Files.readString(err));
                Files.delete(out);
                Files.delete(err);
                return ended;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
                throw new IllegalStateException("interrupted while azulejo runs", e);
            }
        }

        /// Ctrl-C, to it alone.
        void interrupt() {
            signal("INT");
        }

        /// Sends a signal to the process, and returns when it was sent.
        void signal(String name) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a signal is sent", e);
            }
        }

        /// What it has written so far, and then to the error output.
        String saidSoFar() {
            try {
                return Files.readString(out) + errorsSoFar();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// What it has written to the error output so far.
        String errorsSoFar() {
            try {
                return Files.readString(err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A run that has ended, and what it wrote.
    public record Ended(int exitCode, String out, String err) {
        List<String> errorLines() {
            return err.lines().toList();
        }

        List<String> outLines() {
            return out.lines().toList();
        }
    }

    /// The only job in the work folder.
    Optional<JobFolder> job() {
        return JobFolder.onlyOne(work());
    }
}
