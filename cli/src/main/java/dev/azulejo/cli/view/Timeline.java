package dev.azulejo.cli.view;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.SourceAccess;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `--trace-timeline`: what each thread was busy with, and when, as complete events of Chrome's Trace Event
/// Format (a JSON array whose last bracket may be missing). Each event is one write to the file as soon as
/// it has ended: nothing is kept in memory, and a command that is killed leaves what was done until then.
/// Time is counted from the start of the process. A disk that fills up ends the timeline, not the job; the
/// command says so at its end. Thread-safe.
public final class Timeline implements Progress, AutoCloseable {
    private static final double NANOS_PER_MICRO = 1e3;

    private final OutputStream out;
    private final long zero;
    private final long process = ProcessHandle.current().pid();
    private final Map<String, List<Row>> rows = new HashMap<>();
    private @Nullable IOException failure;

    /// A row of the timeline.
    private static final class Row {
        private final int number;
        private long thread;
        private int open;

        Row(int number) {
            this.number = number;
        }
    }

    /// @param zero from when on time is counted
    Timeline(OutputStream out, long zero) {
        this.out = out;
        this.zero = zero;
    }

    /// Opens a new timeline in `path`.
    ///
    /// @param readers who may read the files that it will tell of
    /// @throws dev.azulejo.local.exit.CommandFailure when something lies there, or it cannot be written
    public static Timeline to(Path path, SourceAccess readers) {
        try {
            Files.createFile(path);
            readers.prepare(path);
            long uptime = ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
            long now = System.nanoTime();
            var timeline = new Timeline(new FileOutputStream(path.toFile()), now - uptime);
            timeline.write("[\n{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":%d,\"args\":{\"name\":\"azulejo\"}}"
                    .formatted(timeline.process));
            timeline.ended("start", "", now - uptime, timeline.row());
            return timeline;
        } catch (FileAlreadyExistsException e) {
            throw ExitCode.NO_OUTPUT.failure(
                    "--trace-timeline %s exists, and a timeline replaces nothing; name another".formatted(path));
        } catch (IOException e) {
            throw ExitCode.NO_OUTPUT.failure(
                    "--trace-timeline %s cannot be written (%s); name a file in a folder where you may write"
                            .formatted(path, e.getMessage()));
        }
    }

    @Override
    public Span stage(StageTrigger stage, Attempt attempt) {
        return span(stage.name().toLowerCase(Locale.ROOT), "\"job\":\"%s\"".formatted(attempt.job()));
    }

    @Override
    public Span tile(int shard, Tile tile, long asked) {
        var padded = tile.padded();
        return span(
                "tile",
                "\"tile\":%d,\"shard\":%d,\"padded\":\"%d,%d+%dx%d\",\"waited\":%s"
                        .formatted(
                                tile.index(),
                                shard,
                                padded.left(),
                                padded.top(),
                                padded.width(),
                                padded.height(),
                                micros(System.nanoTime() - asked)));
    }

    @Override
    public Span begin(Activity activity, int number) {
        return span(
                activity.text(),
                activity.numbered().isEmpty() ? "" : "\"%s\":%d".formatted(activity.numbered(), number));
    }

    private Span span(String name, String facts) {
        var row = row();
        long begun = System.nanoTime();
        return () -> ended(name, facts, begun, row);
    }

    private synchronized void ended(String name, String facts, long begun, Row row) {
        long end = System.nanoTime();
        row.open--;
        write(",\n{\"name\":\"%s\",\"ph\":\"X\",\"ts\":%s,\"dur\":%s,\"pid\":%d,\"tid\":%d,\"args\":{%s}}"
                .formatted(name, micros(begun - zero), micros(end - begun), process, row.number, facts));
    }

    /// The row for a span of this thread. Threads that are called alike share one as long as they do not
    /// meet.
    private synchronized Row row() {
        var thread = Thread.currentThread();
        var name = thread.getName().isEmpty() ? "thread-" + thread.threadId() : thread.getName();
        var alike = rows.computeIfAbsent(name, _ -> new ArrayList<>());
        var row = alike.stream()
                .filter(its -> its.open > 0 && its.thread == thread.threadId())
                .findFirst()
                .or(() -> alike.stream().filter(its -> its.open == 0).findFirst())
                .orElseGet(() -> made(name, alike));
        row.thread = thread.threadId();
        row.open++;
        return row;
    }

    private Row made(String name, List<Row> alike) {
        var row = new Row(rows.values().stream().mapToInt(List::size).sum() + 1);
        alike.add(row);
        write(",\n{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":%d,\"tid\":%d,\"args\":{\"name\":\"%s\"}}"
                .formatted(process, row.number, name));
        return row;
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MICRO);
    }

    private synchronized void write(String text) {
        if (failure != null) {
            return;
        }
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public synchronized void close() {
        write("\n]\n");
        try {
            out.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            throw ExitCode.DISK.failure("the timeline could not be written to its end: " + failure.getMessage());
        }
    }
}
