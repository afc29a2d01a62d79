package dev.azulejo.cli.batch;

import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.FileRun;
import dev.azulejo.cli.view.Interruption;
import dev.azulejo.core.failure.OtherThread;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.JobNews;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.wiring.Company;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.SpeedMeter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Makes the results of files: one after another, and several at once where they are so small that one
/// alone leaves cores idle. One that fails does not stop the others, and the summary names it. Users are
/// told of files in their order, however they end. For one thread.
public final class Batch {
    /// How many files may be begun before the first of them has ended, for each that runs: a large one
    /// holds nobody up.
    private static final int AHEAD = 4;

    private final EmbeddedWiring wiring;
    private final Console console;
    private final Report report;
    private final SpeedMeter speeds;
    private final List<Task> tasks;
    private final Map<Integer, OptionalLong> needs = new HashMap<>(); // of those that were looked at
    private final List<Failed> failures = new ArrayList<>();

    /// @param speeds learns from each file
    /// @param tasks in the order in which users are told of them
    public Batch(EmbeddedWiring wiring, Console console, Report report, SpeedMeter speeds, List<Task> tasks) {
        this.wiring = wiring;
        this.console = console;
        this.report = report;
        this.speeds = speeds;
        this.tasks = List.copyOf(tasks);
    }

    /// A file, or a page of one.
    ///
    /// @param destinations of the results, as the user knows them
    /// @param order asked for when the file's turn has come, as it looks at files
    /// @param nowhere the same order for results that will not be written
    public record Task(Path file, List<Path> destinations, Supplier<Order> order, Supplier<Order> nowhere) {}

    private record Failed(Path file, CommandFailure failure) {}

    /// How a file ended.
    private interface End {
        void tell();
    }

    /// Makes the results of all files.
    ///
    /// @return the exit code for all files together
    public ExitCode run() {
        try (var _ = Interruption.announcedBy(console)) {
            for (int next = 0; next < tasks.size(); ) {
                var company = wiring.company(needs(next));
                if (company.isPresent()) {
                    next = together(company.get(), next);
                    wiring.rest();
                } else {
                    var task = tasks.get(next);
                    end(task, console.next(task.file()), wiring.pipeline()::enhance)
                            .tell();
                    next++;
                }
            }
        }
        return finish();
    }

    /// The memory that each of the next files takes beside others, as far as they are small.
    private List<Long> needs(int next) {
        var ofNext = new ArrayList<Long>();
        int most = Math.min(wiring.mostAtOnce(), tasks.size() - next);
        for (int file = next; most > 1 && file < next + most; file++) {
            var need = need(file);
            if (need.isEmpty()) {
                break;
            }
            ofNext.add(need.getAsLong());
        }
        return ofNext;
    }

    private OptionalLong need(int file) {
        return needs.computeIfAbsent(
                file, number -> wiring.besideOthers(tasks.get(number).nowhere()));
    }

    /// Makes the results of small files that follow each other.
    ///
    /// @return the file after them
    private int together(Company company, int first) {
        int next = first;
        var threads = Thread.ofPlatform().daemon().name("file-", 1).factory();
        try (var lanes = Executors.newFixedThreadPool(company.jobs(), threads)) {
            var running = new ArrayDeque<Future<End>>();
            do {
                while (running.size() < AHEAD * company.jobs() && fits(company, next)) {
                    var task = tasks.get(next);
                    var run = console.next(task.file());
                    running.add(
                            lanes.submit(() -> end(task, run, (order, news) -> wiring.enhance(company, order, news))));
                    next++;
                }
                OtherThread.join(running.remove()).tell();
            } while (!running.isEmpty());
        }
        return next;
    }

    private boolean fits(Company company, int next) {
        if (next == tasks.size()) {
            return false;
        }
        var need = need(next);
        return need.isPresent() && company.fits(need.getAsLong());
    }

    /// Takes an order to its end.
    private interface Work {
        Outcome of(Order order, JobNews news);
    }

    private End end(Task task, FileRun run, Work work) {
        console.started(run);
        speeds.started();
        boolean taught = false;
        try {
            var outcome = work.of(task.order().get(), console.news(run));
            var manifest = wiring.manifest(outcome.job());
            if (outcome instanceof Outcome.Succeeded && manifest.isPresent() && !run.isThere()) {
                speeds.succeeded(manifest.get());
                taught = true;
            }
            return () -> judge(task, run, outcome, manifest);
        } catch (RuntimeException | VirtualMachineError e) { // the boundary of a file: the next one gets its turn
            return () -> broken(task, run, e);
        } finally {
            if (!taught) {
                speeds.ended(run.hasBegunModels());
            }
            console.ended(run);
        }
    }

    private void judge(Task task, FileRun run, Outcome outcome, Optional<Manifest> manifest) {
        var file = task.file();
        console.told(file, outcome);
        try {
            var succeeded = FailureWords.succeeded(outcome);
            console.succeeded(run, task.destinations(), succeeded);
            int results = task.destinations().size();
            for (int number = 0; number < results; number++) {
                var destination = task.destinations().get(number);
                var result = succeeded.result(number, results, String.valueOf(destination.getFileName()));
                report.add(ReportRow.enhanced(file, destination, succeeded, result, manifest, run.took()));
            }
        } catch (CommandFailure failure) {
            fail(file, failure, failure);
            report.add(ReportRow.failed(file, manifest, failure.line(), run.took()));
        }
    }

    private void broken(Task task, FileRun run, Throwable e) {
        var failure = FailureWords.shown(e);
        fail(task.file(), failure, e);
        console.broken(task.file(), failure);
        report.add(ReportRow.failed(task.file(), Optional.empty(), failure.line(), run.took()));
    }

    private void fail(Path file, CommandFailure failure, Throwable cause) {
        failures.add(new Failed(file, failure));
        console.failed(file, failure, cause);
    }

    /// Prints the summary.
    private ExitCode finish() {
        console.totals(wiring.meter());
        if (tasks.size() > 1) {
            console.summary(
                    tasks.size() - failures.size(),
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
