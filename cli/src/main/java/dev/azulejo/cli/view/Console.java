package dev.azulejo.cli.view;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.local.JobNews;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.wiring.LongWork;
import dev.azulejo.storage.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Prints a batch for the user: results on the standard output, everything else on the error output.
/// Progress is a bar where a person watches, plain lines elsewhere. Thread-safe.
public final class Console implements AutoCloseable {
    private static final int TRACE_LINES = 20;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean json;
    private final ProgressView view;
    private volatile BatchPace batch = new BatchPace(1);
    private final Map<JobId, FileRun> runs = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private int there;
    private volatile @Nullable LongWork longWork;
    private final Set<SourceRef> foreseen = ConcurrentHashMap.newKeySet();

    private Console(PrintWriter out, PrintWriter err, boolean terminal, boolean quiet, boolean json) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.json = json;
        this.view = quiet ? ProgressView.none() : terminal ? new BarView(err) : new LinesView(err);
    }

    public static Console of(CommandSpec spec, boolean terminal, boolean quiet, boolean json) {
        var command = spec.commandLine();
        return new Console(command.getOut(), command.getErr(), terminal, quiet, json);
    }

    /// Makes a console that leaves the standard output to an image.
    public static Console besideImage(CommandSpec spec, boolean terminal, boolean quiet) {
        var command = spec.commandLine();
        return new Console(command.getErr(), command.getErr(), terminal, quiet, false);
    }

    /// @param timeline hears what takes how long
    public Progress progress(Trace trace, Progress timeline) {
        return new Progress() {
            @Override
            public void planned(Manifest manifest) {
                var expected = longWork;
                if (expected != null && !quiet && foreseen.add(manifest.source())) {
                    expected.warning(manifest.plan(), manifest.shards())
                            .ifPresent(warning -> say("azulejo: " + warning));
                }
                var file = runs.get(manifest.job());
                if (file != null) {
                    file.planned(manifest.image().pixels(), System.nanoTime());
                    view.planned(file, manifest);
                }
            }

            @Override
            public void tileFound(JobId job, Tile tile) {
                advanced(job, file -> file.found(tile.interior().pixels()));
            }

            @Override
            public void tileInferred(JobId job, int shard, Tile tile, Duration took) {
                trace.tile(job, shard, tile, took);
                advanced(job, file -> file.advanced(tile.interior().pixels(), System.nanoTime()));
            }

            @Override
            public Span stage(StageTrigger stage, Attempt attempt) {
                return timeline.stage(stage, attempt);
            }

            @Override
            public Span tile(int shard, Tile tile, long asked) {
                return timeline.tile(shard, tile, asked);
            }

            @Override
            public Span begin(Activity activity, int number) {
                return timeline.begin(activity, number);
            }
        };
    }

    private void advanced(JobId job, Consumer<FileRun> done) {
        var file = runs.get(job);
        if (file != null) {
            done.accept(file);
            batch.advanced(file.number(), file.share());
            view.advanced(file);
        }
    }

    /// Warns of long work from now on, once for each source, however many of its pages are enhanced.
    public void foresee(LongWork expected) {
        longWork = expected;
    }

    /// Prints a note on this machine that the user should know.
    public void note(String line) {
        if (!quiet) {
            say("azulejo: " + line);
        }
    }

    /// Says which files there will be, so that it can tell how many there are and how long they will take.
    public void expect(BatchPace files) {
        batch = files;
        view.expect(files);
    }

    /// The next file of the batch, in their order, with any number of results. It begins later.
    public FileRun next(Path file) {
        return new FileRun(begun.incrementAndGet(), file);
    }

    public void started(FileRun file) {
        file.begins(System.nanoTime());
        batch.begins(file.number(), System.nanoTime());
        view.started(file);
    }

    public JobNews news(FileRun file) {
        return new JobNews() {
            @Override
            public void waiting() {
                if (!quiet) {
                    say("azulejo: %s: another azulejo is working on it; waiting for it".formatted(file.path()));
                }
            }

            @Override
            public void taken(JobId job) {
                runs.put(job, file);
            }

            @Override
            public void alreadyThere() {
                file.foundWhole();
            }
        };
    }

    /// Nothing is done for the file any more.
    public void ended(FileRun file) {
        file.ends(System.nanoTime());
        runs.values().remove(file);
        batch.ended(file.number(), file.hasWorked(), System.nanoTime());
        view.ended(file);
    }

    public void told(Path file, Outcome outcome) {
        if (json) {
            print(JsonLines.outcome(file, outcome));
        }
    }

    /// Reports a file whose job could not be started, or not be ended now.
    public void broken(Path file, CommandFailure failure) {
        if (json) {
            print(JsonLines.failure(file, failure));
        }
    }

    /// @param destinations of the outcome's results
    public void succeeded(FileRun run, List<Path> destinations, Outcome.Succeeded outcome) {
        var file = run.path();
        if (!quiet) {
            outcome.warnings().forEach(warning -> say("azulejo: %s: %s".formatted(file, warning)));
        }
        there += run.isThere() ? 1 : 0;
        if (quiet || json) {
            return;
        }
        double seconds = run.took().toNanos() / 1e9;
        for (int number = 0; number < destinations.size(); number++) {
            var destination = destinations.get(number);
            outcome.result(number, destinations.size(), String.valueOf(destination.getFileName()))
                    .ifPresent(result -> print(printable("%s → %s  %dx%d, %s%s"
                            .formatted(
                                    file,
                                    destination,
                                    result.width(),
                                    result.height(),
                                    run.isThere() ? "already there" : "%.1f s".formatted(seconds),
                                    outcome.chosen() == null ? "" : "; " + outcome.chosen()))));
        }
    }

    public void failed(Path file, CommandFailure failure, Throwable cause) {
        say("azulejo: %s: %s".formatted(file, failure.line()));
        if (failure.exitCode() == ExitCode.INTERNAL) {
            view.above(() -> printTrace(cause, err));
        }
    }

    public void interrupted() {
        view.close();
        err.println("azulejo: stopped; the same command carries on from here");
        err.flush();
    }

    public void summary(int succeeded, List<String> failures) {
        if (quiet) {
            return;
        }
        var found = there == 0 ? "" : "%d already there, ".formatted(there);
        say("azulejo: %d enhanced, %s%d failed".formatted(succeeded - there, found, failures.size()));
        failures.forEach(line -> say("  " + line));
    }

    public void totals(InferenceMeter meter) {
        if (json) {
            print(JsonLines.totals(meter));
        }
    }

    /// Prints the origin of a failure; the user's names in its message were printed before, safely.
    public static void printTrace(Throwable cause, PrintWriter err) {
        Arrays.stream(cause.getStackTrace()).limit(TRACE_LINES).forEach(at -> err.println("    at " + at));
        if (cause.getCause() != null) {
            err.println(printable("  caused by " + cause.getCause()));
            printTrace(cause.getCause(), err);
        }
    }

    private void say(String line) {
        view.above(() -> err.println(printable(line)));
    }

    private void print(String line) {
        view.above(() -> out.println(line));
    }

    @Override
    public void close() {
        view.close();
    }

    /// Makes a line printable: no line breaks, and nothing that a terminal obeys.
    public static String printable(String line) {
        return Printable.text(line);
    }
}
