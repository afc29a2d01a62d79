package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.integration.cloud.WarmWorker.InferredTile;
import dev.azulejo.integration.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the time of a job went, by the metrics of its functions and by what its workers logged.
///
/// @param wallSeconds from the photograph in the inbox to the event on the bus
/// @param modelSeconds in which at least one worker was in a model: the union of the intervals of all tiles
record StageTable(JobId job, double wallSeconds, double modelSeconds, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What was at work, in milliseconds since 1970.
    private record Row(String what, long start, long end) {}

    /// @param started when the photograph was put, in milliseconds since 1970
    /// @param ended when the event about the result came
    static StageTable of(JobId job, long started, long ended, List<InferredTile> tiles) {
        var rows = new ArrayList<>(calls(job));
        tiles.stream()
                .min(Comparator.comparingLong(InferredTile::start))
                .ifPresent(first -> rows.add(new Row(
                        "worker, %d tiles".formatted(tiles.size()),
                        first.start(),
                        tiles.stream().mapToLong(InferredTile::end).max().orElseThrow())));
        rows.sort(Comparator.comparingLong(Row::start));
        double wall = (ended - started) / 1e3;
        double model = union(tiles) / 1e3;
        var text = new StringBuilder("job %s, seconds since the photograph was put%n".formatted(job));
        rows.forEach(row -> text.append("  %-18s %6.2f to %6.2f%n"
                .formatted(row.what, (row.start - started) / 1e3, (row.end - started) / 1e3)));
        text.append("  %-18s %6.2f%n".formatted("event", wall))
                .append("  in the model %.2f s of %.2f s: %.2f s beside it%n".formatted(model, wall, wall - model));
        return new StageTable(job, wall, model, text.toString());
    }

    double besideModelSeconds() {
        return wallSeconds - modelSeconds;
    }

    /// The functions that were called for the job, each as often as it was.
    static List<String> functions(JobId job) {
        return calls(job).stream().map(Row::what).toList();
    }

    /// The calls of functions for the job, as their metrics tell; none where LocalStack keeps the logs to itself.
    private static List<Row> calls(JobId job) {
        var folder = LocalStack.FOLDER.resolve("functions");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var logs = Files.list(folder)) {
            return logs.flatMap(StageTable::metrics)
                    .filter(line -> line.path("job").asText().equals(job.text()))
                    .map(line -> {
                        long end = line.at("/_aws/Timestamp").asLong();
                        long took = Math.round(line.path("StageSeconds").asDouble() * 1e3);
                        return new Row(line.path("function").asText(), end - took, end);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> metrics(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("{\"_aws\""))
                    .flatMap(line -> parsed(line).stream())
                    .filter(line -> line.has("StageSeconds"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // the last line, half written
        }
    }

    private static long union(List<InferredTile> tiles) {
        long sum = 0;
        long covered = Long.MIN_VALUE;
        for (var tile : tiles.stream()
                .sorted(Comparator.comparingLong(InferredTile::start))
                .toList()) {
            long start = Math.max(tile.start(), covered);
            if (tile.end() > start) {
                sum += tile.end() - start;
                covered = tile.end();
            }
        }
        return sum;
    }
}
