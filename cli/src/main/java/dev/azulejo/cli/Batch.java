package dev.azulejo.cli;

import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Files one after another: one that fails does not stop the others, and the summary names it. For one thread.
final class Batch {
    private final EmbeddedWiring wiring;
    private final Console console;
    private final Report report;
    private final SpeedMeter speeds;
    private final int total;
    private final List<Failed> failures = new ArrayList<>();

    Batch(EmbeddedWiring wiring, Console console, Report report, SpeedMeter speeds, int total) {
        this.wiring = wiring;
        this.console = console;
        this.report = report;
        this.speeds = speeds;
        this.total = total;
    }

    private record Failed(Path file, CommandFailure failure) {}

    void run(Path file, Path destination, Supplier<Order> order) {
        report.add(enhance(file, destination, order));
    }

    private ReportRow enhance(Path file, Path destination, Supplier<Order> order) {
        long start = System.nanoTime();
        try (var _ = Interruption.announcedBy(console)) {
            console.started(file);
            speeds.started();
            Outcome outcome = wiring.pipeline().enhance(order.get(), () -> console.waiting(file));
            console.ended(file, outcome);
            return judge(file, destination, outcome, start);
        } catch (RuntimeException e) { // the boundary of a file: whatever it is, the next file gets its turn
            var failure = Failures.shown(e);
            fail(file, failure, e);
            console.broken(file, failure);
            return ReportRow.failed(file, Optional.empty(), failure.line(), since(start));
        }
    }

    private ReportRow judge(Path file, Path destination, Outcome outcome, long start) {
        var manifest = wiring.manifest(outcome.job());
        try {
            var succeeded = Failures.succeeded(outcome);
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

    private void fail(Path file, CommandFailure failure, RuntimeException cause) {
        failures.add(new Failed(file, failure));
        console.failed(file, failure, cause);
    }

    /// Prints the summary.
    ///
    /// @return the exit code for all files together
    ExitCode finish() {
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
