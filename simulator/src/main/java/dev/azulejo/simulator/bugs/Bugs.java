package dev.azulejo.simulator.bugs;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/// Finds planted bugs: plants one at a time into a copy of its file, puts that in front of the real
/// classes, and runs seeds in a separate process until a rule is violated.
public final class Bugs {
    private final Path home;

    /// @param home the root of the checkout
    public Bugs(Path home) {
        this.home = home;
    }

    /// @param names of the bugs to plant; if empty, all of them
    /// @return whether all were found
    public boolean find(List<String> names, PrintStream out) throws IOException, InterruptedException {
        List<Bug> bugs;
        try (var files = Files.list(home.resolve("simulator/bugs"))) {
            var paths = files.filter(file -> file.toString().endsWith(".bug"))
                    .sorted()
                    .toList();
            bugs = new ArrayList<>();
            for (var path : paths) {
                bugs.add(Bug.read(path));
            }
        }
        int planted = 0;
        int found = 0;
        for (var bug : bugs) {
            if (names.isEmpty() || names.contains(bug.name())) {
                planted++;
                long start = System.nanoTime();
                var verdict = verdict(bug);
                found += verdict.isFound ? 1 : 0;
                out.printf(
                        "%-9s %-34s %-14s %s (%.1f s)%n",
                        verdict.isFound ? "found" : "NOT FOUND",
                        bug.name(),
                        bug.mode(),
                        verdict.words,
                        (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
            }
        }
        out.printf("%d of %d planted bugs found%n", found, planted);
        return planted > 0 && found == planted;
    }

    private record Verdict(boolean isFound, String words) {}

    private Verdict verdict(Bug bug) throws IOException, InterruptedException {
        var folder = home.resolve("simulator/target/bugs").resolve(bug.name());
        Files.createDirectories(folder);
        try {
            plant(bug, folder);
        } catch (IllegalArgumentException e) {
            return new Verdict(false, String.valueOf(e.getMessage()));
        }
        return search(bug, folder);
    }

    private void plant(Bug bug, Path folder) throws IOException {
        var file = home.resolve(bug.file());
        var text = bug.plantedIn(Files.readString(file));
        if (bug.file().endsWith(".java")) {
            var source = folder.resolve(file.getFileName());
            Files.writeString(source, text);
            compile(source, folder);
        } else {
            var resource =
                    folder.resolve(bug.file().substring(bug.file().indexOf("resources/") + "resources/".length()));
            Files.createDirectories(resource.getParent());
            Files.writeString(resource, text);
        }
    }

    private static void compile(Path source, Path target) throws IOException {
        var log = target.resolve("javac.log");
        int exit;
        try (var messages = Files.newOutputStream(log)) {
            exit = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            messages,
                            messages,
                            "-nowarn",
                            "-proc:none",
                            "-d",
                            target.toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString());
        }
        if (exit != 0) {
            throw new IllegalArgumentException("does not compile: " + Files.readString(log));
        }
    }

    private Verdict search(Bug bug, Path folder) throws IOException, InterruptedException {
        var log = folder.resolve("search.log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + ":" + System.getProperty("java.class.path")));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:TieredStopAtLevel=1"); // most are found before the optimising compiler has paid for itself
        command.addAll(List.of("dev.azulejo.simulator.bugs.Search", bug.mode(), String.valueOf(bug.seeds())));
        command.addAll(bug.rules());
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        var lines = Files.readAllLines(log);
        var last = lines.isEmpty() ? "no output" : lines.getLast();
        return new Verdict(exit == Search.FOUND, last.length() > 160 ? last.substring(0, 160) : last);
    }
}
