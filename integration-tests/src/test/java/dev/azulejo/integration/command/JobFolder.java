package dev.azulejo.integration.command;

import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.simulator.attempt.JobHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The folder of a job, looked at from outside. By plain file operations: our own storage would clear away what
/// dead writers have left.
record JobFolder(Path path) {
    /// What is there of a job that has succeeded.
    static final Set<String> HISTORY = Set.copyOf(JobHistory.OF_A_SUCCESS);

    /// Where stages put what they make one by one.
    static final Map<StageTrigger, String> PARTS =
            Map.of(StageTrigger.PLAN, "source", StageTrigger.INFER, "tiles", StageTrigger.STITCH, "strips");

    /// The only job in a work folder; empty before there is one.
    static Optional<JobFolder> onlyOne(Path work) {
        var jobs = work.resolve("jobs");
        if (!Files.exists(jobs)) {
            return Optional.empty();
        }
        try (var folders = Files.list(jobs)) {
            return folders.reduce((one, other) -> {
                        throw new IllegalStateException("two jobs: %s and %s".formatted(one, other));
                    })
                    .map(JobFolder::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(StageTrigger stage) {
        return Files.exists(path.resolve("attempts/0").resolve(stage.objectName()));
    }

    /// The stage that the furthest object starts; empty before intake has written one.
    Optional<StageTrigger> due() {
        return Arrays.stream(StageTrigger.values()).filter(this::has).reduce((earlier, later) -> later);
    }

    /// How many of the objects are there that the stage makes one by one.
    int parts(StageTrigger stage) {
        var prefix = PARTS.get(stage);
        return prefix == null ? 0 : numbersBelow(prefix).size();
    }

    Set<Integer> shardsWithTiles() {
        return numbersBelow("tiles");
    }

    /// Those that need not be inferred again, where a shard is one tile: its tiles are there, or its finished tile is.
    Set<Integer> shardsInferred() {
        var inferred = new HashSet<>(shardsWithTiles());
        filesBelow(path.resolve("finished")).stream()
                .filter(name -> name.matches("\\d+/\\d+"))
                .map(name -> Integer.valueOf(name.replaceFirst("/.*", "")))
                .forEach(inferred::add);
        return inferred;
    }

    private Set<Integer> numbersBelow(String prefix) {
        return filesBelow(path.resolve(prefix)).stream()
                .map(name -> name.replaceFirst("^\\d+/(\\d+)/[0-9a-f]+$", "$1"))
                .filter(name -> name.matches("\\d+"))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    Set<String> files() {
        return filesBelow(path);
    }

    /// Paths of all files below `folder`, relative to it; none where it is missing.
    static Set<String> filesBelow(Path folder) {
        var found = new TreeSet<String>();
        if (!Files.exists(folder)) {
            return found;
        }
        try (var files = Files.walk(folder)) {
            files.filter(file -> !Files.isDirectory(file))
                    .forEach(file -> found.add(folder.relativize(file).toString()));
            return found;
        } catch (IOException | UncheckedIOException e) {
            if (e instanceof NoSuchFileException || e.getCause() instanceof NoSuchFileException) {
                return filesBelow(folder); // something was removed beside us
            }
            throw new IllegalStateException("cannot list " + folder, e);
        }
    }

    /// What `--trace` wrote: the shard of each tile inferred, in their order.
    static List<Integer> tracedShards(Path trace) {
        try {
            return Files.readAllLines(trace).stream()
                    .map(line -> Integer.valueOf(line.replaceAll(".* shard=(\\d+) .*", "$1")))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
