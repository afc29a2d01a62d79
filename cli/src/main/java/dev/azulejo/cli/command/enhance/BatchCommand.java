package dev.azulejo.cli.command.enhance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.cli.batch.PlaceBatch;
import dev.azulejo.cli.batch.PlaceBatch.End;
import dev.azulejo.cli.batch.Report;
import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.Interruption;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.SourceAccess;
import dev.azulejo.storage.Access;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Transfer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo batch`: enhances a whole place by a watched drop folder.
@Command(
        name = "batch",
        description =
                "Has all photographs of a place enhanced by a deployment, or by 'azulejo watch': copies them into the"
                        + " drop folder, waits for the results, and reports those that came to nothing. If it is stopped, run it"
                        + " again. On this machine alone, 'enhance FOLDER -o FOLDER --report FILE' does it.",
        mixinStandardHelpOptions = true)
public final class BatchCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            index = "0",
            paramLabel = "FROM",
            description = "Where the photographs are: a folder, or a place such as s3://photos/2026.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "INBOX", description = "The drop folder, such as s3://INBOX of a deployment.")
    private String inbox = "";

    @Parameters(index = "2", paramLabel = "OUTBOX", description = "Where its results appear, such as s3://OUTBOX.")
    private String outbox = "";

    @Option(
            names = "--recipe",
            required = true,
            paramLabel = "NAME",
            description = "What to do, see 'azulejo recipes'.")
    private String recipe = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The folder for it in inbox and outbox, below the recipe; that of FROM by default.")
    private @Nullable String name;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "Only the photographs in this file, one to a line, as they are called in FROM.")
    private @Nullable Path list;

    @Option(names = "--report", paramLabel = "FILE", description = "A row for each photograph, as .csv or .json.")
    private @Nullable Path report;

    @Option(names = "--no-wait", description = "Put them there, and end.")
    private boolean noWait;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only what failed.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var source = PlaceName.place(from);
        if (!PlaceName.isElsewhere(from) && !Files.isDirectory(Path.of(source))) {
            throw ExitCode.NO_INPUT.failure("there is no folder %s; nothing was put anywhere".formatted(from));
        }
        var folder = "%s/%s/".formatted(recipe, name == null ? lastFolder(source) : name);
        var into = below(PlaceName.place(inbox), folder);
        var results = below(PlaceName.place(outbox), folder);
        Stream.of(into, results)
                .filter(place -> StorageUri.overlap(source, place))
                .findFirst()
                .ifPresent(place -> {
                    throw ExitCode.USAGE.failure(
                            "%s lies in %s, or the reverse; name separate places".formatted(from, place));
                });
        var config = LocalConfig.fromEnvironment();
        var places = new LocalPlaces(config);
        var photographs = places.open(source);
        var copies = new Copies(
                new Transfer(LocalPlaces.secrets(config)),
                new Copies.Place<>(photographs, source.toString()),
                new Copies.Place<>(places.open(into), into.toString()),
                Copies.Others.KEPT);
        try (var rows = Report.to(report, new SourceAccess(Access.OWNER));
                var _ = Interruption.announcedBy(() -> say("stopped; the same command carries on from here"))) {
            var batch = new PlaceBatch(copies, places.open(results));
            var left = put(batch, photographs);
            int all = batch.waiting() + left.size();
            say("%d photographs are in %s".formatted(batch.waiting(), into));
            left.forEach(end -> ended(end, rows));
            return noWait && left.isEmpty()
                    ? ExitCode.OK.code()
                    : follow(batch, all, left.size(), rows).code();
        }
    }

    private static String lastFolder(URI place) {
        var path = place.getPath();
        var last = path.replaceFirst("/+$", "").replaceFirst("^.*/", "");
        if (last.isEmpty()) {
            throw ExitCode.USAGE.failure("%s has no last folder to call it by; give --name".formatted(place));
        }
        return last;
    }

    private static URI below(URI place, String folder) {
        return PlaceName.place(
                "file".equals(place.getScheme())
                        ? Path.of(place).resolve(folder).toString()
                        : place + folder);
    }

    /// @return those that could not be put there
    private List<End> put(PlaceBatch batch, Storage photographs) {
        var left = new ArrayList<End>();
        try (var all = chosen(photographs)) {
            for (var each : (Iterable<ObjectStat>) all.filter(PlaceBatch::isPhotograph)::iterator) {
                switch (batch.put(each)) {
                    case COPIED, UNCHANGED -> {} // it is waited for
                    case IN_THE_WAY ->
                        left.add(new End(
                                each.key(),
                                "",
                                0,
                                "something else lies in its place in the inbox; give another --name"));
                    case CHANGING ->
                        left.add(new End(each.key(), "", 0, "it is being written; run the same command again"));
                    case GONE, DELETED -> say("%s has gone".formatted(each.key()));
                }
            }
        }
        return left;
    }

    private Stream<ObjectStat> chosen(Storage photographs) {
        if (list == null) {
            return photographs.list("");
        }
        try {
            return Files.readAllLines(list).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> photographs
                            .stat(line)
                            .orElseThrow(() -> ExitCode.NO_INPUT.failure(
                                    "%s names %s, which is not in %s".formatted(list, line, from))));
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(list, e.getMessage()));
        }
    }

    private ExitCode follow(PlaceBatch batch, int all, int left, Report rows) {
        int failed = left;
        while (!noWait) {
            for (var end : batch.ended(BatchCommand::why)) {
                failed += end.isFailure() ? 1 : 0;
                ended(end, rows);
            }
            if (batch.waiting() == 0) {
                say("%d enhanced, %d failed".formatted(all - failed, failed));
                return failed == 0 ? ExitCode.OK : ExitCode.MIXED;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return ExitCode.MIXED;
    }

    private void ended(End end, Report rows) {
        rows.add(end);
        if (end.isFailure()) {
            say("%s: %s".formatted(end.file(), end.error()));
        } else if (!quiet) {
            spec.commandLine().getOut().println(Console.printable("%s → %s".formatted(end.file(), end.result())));
        }
    }

    private static String why(byte[] report) {
        try {
            return JSON.readTree(report).path("why").asText("its report does not say why");
        } catch (IOException e) {
            return "its report cannot be read: " + e.getMessage();
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(Console.printable("azulejo: " + line));
    }
}
