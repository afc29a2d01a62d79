package dev.azulejo.cli.command.storage;

import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.storage.SyncRun;
import dev.azulejo.cli.view.Question;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Sync;
import dev.azulejo.storage.transfer.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo storage sync`.
@Command(
        name = "sync",
        description = "Copies what is new or has changed in one place to another.",
        mixinStandardHelpOptions = true)
final class StorageSyncCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FROM", description = StorageCommand.PLACE_HELP)
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "Another such place.")
    private String to = "";

    @Option(names = "--delete", description = "Remove from TO what is not in FROM.")
    private boolean delete;

    @Option(names = "--dry-run", description = "Say what would be copied and deleted, file by file, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--yes",
            description = "Do not ask where --delete would remove more than half of what is in TO, or FROM is empty."
                    + " Without a terminal to ask, that is refused.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var source = PlaceName.place(from);
        var target = PlaceName.place(to);
        if (StorageUri.overlap(source, target)) {
            throw ExitCode.USAGE.failure("%s and %s lie in each other; name two separate places".formatted(from, to));
        }
        if (!PlaceName.isElsewhere(from) && !Files.isDirectory(Path.of(source))) {
            throw ExitCode.NO_INPUT.failure("there is no folder %s; nothing was changed".formatted(from));
        }
        var config = LocalConfig.fromEnvironment();
        var places = new LocalPlaces(config);
        var run = new SyncRun(
                new Copies.Place<>(places.open(source), source.toString()),
                new Copies.Place<>(places.open(target), target.toString()),
                new Transfer(LocalPlaces.secrets(config)),
                PlaceName.isElsewhere(from) || PlaceName.isElsewhere(to) ? Sync.ACROSS_A_NETWORK : Sync.ON_ONE_MACHINE,
                LocalPlaces.syncMemories(config),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        if (dryRun) {
            run.tellOnly(delete);
            return ExitCode.OK.code();
        }
        if (delete && !yes) {
            run.checkDeletions(Question::agrees);
        }
        run.run(delete, config.terminal());
        return ExitCode.OK.code();
    }
}
