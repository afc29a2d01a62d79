package dev.azulejo.cli.watch;

import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.JsonLines;
import dev.azulejo.cli.view.StatusLine;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Prints a watch for the user: a line for each result on the standard output, all else on the error
/// output; and for a person a line about the work under way. Thread-safe.
public final class WatchConsole implements Progress, AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean json;
    private final StatusLine status;
    private long startNanos;
    private int succeeded;
    private int failed;
    private String inTheWay = "";
    private String unreadable = "";

    public WatchConsole(PrintWriter out, PrintWriter err, boolean terminal, boolean quiet, boolean json) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.json = json;
        this.status = new StatusLine(err, terminal && !quiet);
    }

    public void watching(WatchPlaces places) {
        note("watching %s; results go to %s"
                .formatted(places.inbox().name(), places.outbox().name()));
    }

    void pending(int count) {
        status.pending(count);
    }

    synchronized void started(String key) {
        startNanos = System.nanoTime();
        status.working(key);
    }

    void stopped() {
        status.idle();
    }

    @Override
    public void planned(Manifest manifest) {
        status.planned(manifest.image().pixels());
    }

    @Override
    public void tileFound(JobId job, Tile tile) {
        status.advanced(tile.interior().pixels());
    }

    @Override
    public void tileInferred(JobId job, int shard, Tile tile, Duration took) {
        status.advanced(tile.interior().pixels());
    }

    void waitingForAnother() {
        note("another azulejo is working on this file; waiting for it");
    }

    synchronized void succeeded(String key, WatchPlaces places, Outcome.Succeeded outcome, Outcome whole) {
        succeeded++;
        inTheWay = "";
        if (json) {
            print(JsonLines.outcome(Path.of(key), whole));
        } else if (!quiet) {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            outcome.results()
                    .forEach(result -> print(Console.printable("%s → %s  %dx%d, %.1f s"
                            .formatted(
                                    key,
                                    places.outbox().shown(result.uri().key()),
                                    result.width(),
                                    result.height(),
                                    seconds))));
        }
        outcome.warnings().forEach(warning -> note(key + ": " + warning));
        status.counts(succeeded, failed);
    }

    /// Reports a file that failed and has a report.
    synchronized void refused(String key, CommandFailure failure, Outcome outcome) {
        failed++;
        inTheWay = "";
        if (json) {
            print(JsonLines.outcome(Path.of(key), outcome));
        }
        say("%s: %s".formatted(key, failure.line()));
        status.counts(succeeded, failed);
    }

    /// Reports a file of which no job could be made.
    synchronized void failed(String key, CommandFailure failure, Throwable cause) {
        failed++;
        if (json) {
            print(JsonLines.failure(Path.of(key), failure));
        }
        say("%s: %s".formatted(key, failure.line()));
        if (failure.exitCode() == ExitCode.INTERNAL) {
            Console.printTrace(cause, err);
        }
        status.counts(succeeded, failed);
    }

    void outdated(String key) {
        note(key + ": was replaced meanwhile; the newer version counts");
    }

    /// Reports, once until it changes, a hindrance to all files or to this one.
    synchronized void trouble(CommandFailure failure, Duration pause) {
        if (!failure.line().equals(inTheWay)) {
            inTheWay = failure.line();
            say("%s; nothing is lost, this is tried again".formatted(failure.line()));
        }
        status.trouble("%s; trying again in %d s".formatted(failure.line(), pause.toSeconds()));
    }

    synchronized void gaveUp(CommandFailure failure) {
        failed++;
        say(failure.line());
        status.counts(succeeded, failed);
    }

    synchronized void noInbox(String inbox, IOException e) {
        var line = "%s cannot be read (%s); waiting until it can".formatted(inbox, e.getMessage());
        if (!line.equals(unreadable)) {
            unreadable = line;
            say(line);
        }
    }

    synchronized void unreadable(List<String> keys) {
        var line = keys.isEmpty() ? "" : String.join(", ", keys) + ": may not be read; check permissions";
        if (!line.equals(unreadable)) {
            unreadable = line;
            if (!line.isEmpty()) {
                say(line);
            }
        }
    }

    void ended(InferenceMeter meter) {
        if (json) {
            print(JsonLines.totals(meter));
        }
        note("%d enhanced, %d failed".formatted(succeeded, failed));
    }

    public void interrupted() {
        status.close();
        err.println("azulejo: stopped; the next start carries on from here");
        err.flush();
    }

    public void note(String line) {
        if (!quiet) {
            say(line);
        }
    }

    private void say(String line) {
        status.above(() -> err.println(Console.printable("azulejo: " + line)));
    }

    private void print(String line) {
        status.above(() -> out.println(line));
    }

    @Override
    public void close() {
        status.close();
    }
}
