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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private volatile long startNanos;
    private volatile boolean isThere;
    private volatile boolean hasWorked;
    private volatile BatchPace batch = new BatchPace(0);
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
                hasWorked = true;
                var expected = longWork;
                if (expected != null && !quiet && foreseen.add(manifest.source())) {
                    expected.warning(manifest.plan(), manifest.shards())
                            .ifPresent(warning -> say("azulejo: " + warning));
                }
                view.planned(manifest);
            }

            @Override
            public void tileFound(Tile tile) {
                hasWorked = false;
                view.found(tile.interior().pixels());
            }

            @Override
            public void tileInferred(JobId job, int shard, Tile tile, Duration took) {
                trace.tile(job, shard, tile, took);
                view.advanced(tile.interior().pixels());
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

    /// Begins the next file, with any number of results.
    public void nextFile() {
        hasWorked = false;
        batch.next(System.nanoTime());
    }

    public void fileEnded() {
        batch.ended(hasWorked, System.nanoTime());
    }

    public void started(Path file) {
        startNanos = System.nanoTime();
        isThere = false;
        view.started(file);
    }

    public JobNews news(Path file) {
        return new JobNews() {
            @Override
            public void waiting() {
                if (!quiet) {
                    say("azulejo: %s: another azulejo is working on it; waiting for it".formatted(file));
                }
            }

            @Override
            public void alreadyThere() {
                isThere = true;
            }
        };
    }

    public void ended(Path file, Outcome outcome) {
        view.ended();
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
    public void succeeded(Path file, List<Path> destinations, Outcome.Succeeded outcome) {
        if (!quiet) {
            outcome.warnings().forEach(warning -> say("azulejo: %s: %s".formatted(file, warning)));
        }
        there += isThere ? 1 : 0;
        if (quiet || json) {
            return;
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        for (int number = 0; number < destinations.size(); number++) {
            var destination = destinations.get(number);
            outcome.result(number, destinations.size(), String.valueOf(destination.getFileName()))
                    .ifPresent(result -> print(printable("%s → %s  %dx%d, %s%s"
                            .formatted(
                                    file,
                                    destination,
                                    result.width(),
                                    result.height(),
                                    isThere ? "already there" : "%.1f s".formatted(seconds),
                                    outcome.chosen() == null ? "" : "; " + outcome.chosen()))));
        }
    }

    public void failed(Path file, CommandFailure failure, Throwable cause) {
        view.ended();
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
