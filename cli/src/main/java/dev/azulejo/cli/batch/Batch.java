package dev.azulejo.cli.batch;

import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.Interruption;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.SpeedMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Files one after another: one that fails does not stop the others, and the summary names it. For one thread.
public final class Batch {
    private final EmbeddedWiring wiring;
    private final Console console;
    private final Report report;
    private final SpeedMeter speeds;
    private final int total;
    private final List<Failed> failures = new ArrayList<>();

    /// @param total of files, or of pages of them
    public Batch(EmbeddedWiring wiring, Console console, Report report, SpeedMeter speeds, int total) {
        this.wiring = wiring;
        this.console = console;
        this.report = report;
        this.speeds = speeds;
        this.total = total;
    }

    private record Failed(Path file, CommandFailure failure) {}

    /// Makes the results of a file.
    ///
    /// @param destinations of the results, as the user knows them
    /// @param order asked for here, as it looks at files
    public void run(Path file, List<Path> destinations, Supplier<Order> order) {
        console.nextFile();
        enhance(file, destinations, order);
        console.fileEnded();
    }

    private void enhance(Path file, List<Path> destinations, Supplier<Order> order) {
        long start = System.nanoTime();
        try (var _ = Interruption.announcedBy(console)) {
            console.started(file);
            speeds.started();
            var outcome = wiring.pipeline().enhance(order.get(), console.news(file));
            console.ended(file, outcome);
            judge(file, destinations, outcome, start);
        } catch (RuntimeException | VirtualMachineError e) { // the boundary of a file: the next one gets its turn
            var failure = FailureWords.shown(e);
            fail(file, failure, e);
            console.broken(file, failure);
            report.add(ReportRow.failed(file, Optional.empty(), failure.line(), since(start)));
        }
    }

    private void judge(Path file, List<Path> destinations, Outcome outcome, long start) {
        var manifest = wiring.manifest(outcome.job());
        try {
            var succeeded = FailureWords.succeeded(outcome);
            manifest.ifPresent(speeds::succeeded);
            console.succeeded(file, destinations, succeeded);
            for (int number = 0; number < destinations.size(); number++) {
                var destination = destinations.get(number);
                var result = succeeded.result(number, destinations.size(), String.valueOf(destination.getFileName()));
                report.add(ReportRow.enhanced(file, destination, succeeded, result, manifest, since(start)));
            }
        } catch (CommandFailure failure) {
            fail(file, failure, failure);
            report.add(ReportRow.failed(file, manifest, failure.line(), since(start)));
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
