package dev.azulejo.cli.batch;

import dev.azulejo.cli.exit.CommandFailure;
import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.exit.FailureWords;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.Interruption;
import dev.azulejo.cli.wiring.EmbeddedWiring;
import dev.azulejo.cli.wiring.SpeedMeter;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.local.SiblingResults;
import dev.azulejo.storage.StorageFailure;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Files one after another: one that fails does not stop the others, and the summary names it. For one thread.
public final class Batch {
    private static final System.Logger LOG = System.getLogger(Batch.class.getName());

    private final EmbeddedWiring wiring;
    private final Console console;
    private final Report report;
    private final SpeedMeter speeds;
    private final int total;
    private final List<Failed> failures = new ArrayList<>();

    /// @param total of results, whatever becomes of them
    public Batch(EmbeddedWiring wiring, Console console, Report report, SpeedMeter speeds, int total) {
        this.wiring = wiring;
        this.console = console;
        this.report = report;
        this.speeds = speeds;
        this.total = total;
    }

    private record Failed(Path file, CommandFailure failure) {}

    /// One that is wanted of a file.
    ///
    /// @param order asked for when it is its turn, as it looks at files
    public record Result(Path destination, Supplier<Order> order) {}

    /// Makes the results of a file: the main one, then the others from what the models have made of it.
    public void run(Path file, List<Result> results) {
        console.nextFile();
        make(file, results);
        console.fileEnded();
    }

    private void make(Path file, List<Result> results) {
        var main = results.getFirst();
        var others = results.subList(1, results.size());
        if (others.isEmpty()) {
            report.add(enhance(file, main, order -> wiring.pipeline().enhance(order, console.news(file))));
            return;
        }
        var siblings = wiring.pipeline().siblings();
        try {
            int before = failures.size();
            report.add(enhance(file, main, order -> siblings.first(order, console.news(file))));
            if (failures.size() > before) {
                var reason = failures.getLast().failure().exitCode();
                others.forEach(other -> report.add(notTried(file, other, reason)));
                return;
            }
            for (var other : others) {
                report.add(enhance(
                        file,
                        other,
                        order -> siblings.another(order.wanted(), order.destination(), console.news(file))));
            }
        } finally {
            close(siblings);
        }
    }

    /// Of no concern to the results: what stays now goes when the same command is given again, or after some days.
    private static void close(SiblingResults siblings) {
        try {
            siblings.close();
        } catch (StorageFailure e) {
            LOG.log(Level.DEBUG, "tiles stay", e);
        }
    }

    private ReportRow notTried(Path file, Result result, ExitCode reason) {
        var failure = new CommandFailure(
                reason, "%s was not tried, as the first result failed".formatted(result.destination()));
        fail(file, failure, failure);
        console.broken(file, failure);
        return ReportRow.failed(file, Optional.empty(), failure.line(), Duration.ZERO);
    }

    private ReportRow enhance(Path file, Result result, Function<Order, Outcome> pipeline) {
        long start = System.nanoTime();
        try (var _ = Interruption.announcedBy(console)) {
            console.started(file);
            speeds.started();
            var outcome = pipeline.apply(result.order().get());
            console.ended(file, outcome);
            return judge(file, result.destination(), outcome, start);
        } catch (RuntimeException | VirtualMachineError e) { // the boundary of a file: the next one gets its turn
            var failure = FailureWords.shown(e);
            fail(file, failure, e);
            console.broken(file, failure);
            return ReportRow.failed(file, Optional.empty(), failure.line(), since(start));
        }
    }

    private ReportRow judge(Path file, Path destination, Outcome outcome, long start) {
        var manifest = wiring.manifest(outcome.job());
        try {
            var succeeded = FailureWords.succeeded(outcome);
            manifest.ifPresent(speeds::succeeded);
            console.succeeded(file, destination, succeeded);
            return ReportRow.enhanced(file, destination, succeeded, manifest, since(start));
        } catch (CommandFailure failure) {
            fail(file, failure, failure);
            return ReportRow.failed(file, manifest, failure.line(), since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void fail(Path file, CommandFailure failure, Throwable cause) {
        failures.add(new Failed(file, failure));
        console.failed(file, failure, cause);
    }

    /// Prints the summary.
    ///
    /// @return the exit code for all files together
    public ExitCode finish() {
        console.totals(wiring.meter());
        if (total > 1) {
            console.summary(
                    total - failures.size(),
                    failures.stream()
                            .map(failed ->
                                    failed.file() + ": " + failed.failure().line())
                            .toList());
        }
        var codes = failures.stream()
                .map(failed -> failed.failure().exitCode())
                .distinct()
                .toList();
        return switch (codes.size()) {
            case 0 -> ExitCode.OK;
            case 1 -> codes.getFirst();
            default -> ExitCode.MIXED;
        };
    }
}
