package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.cli.view.CopyProgress;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Sync;
import dev.azulejo.storage.transfer.Transfer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var config = LocalConfig.fromEnvironment();
        var places = new LocalPlaces(config);
        var source = PlaceName.place(from);
        var target = PlaceName.place(to);
        if (StorageUri.overlap(source, target)) {
            throw ExitCode.USAGE.failure("%s and %s lie in each other; name two separate places".formatted(from, to));
        }
        var here = new Copies.Place<>(places.open(source), source.toString());
        var there = new Copies.Place<>(places.open(target), target.toString());
        var copies = new Copies(new Transfer(LocalPlaces.secrets(config)), here, there, Copies.Others.REPLACED);
        try (var progress = new CopyProgress(spec.commandLine().getErr(), config.terminal());
                var sources = here.storage().list("");
                var targets = there.storage().list("")) {
            var counts = new EnumMap<Copies.Done, Integer>(Copies.Done.class);
            new Sync(copies, delete).run(sources, targets, listener(progress, counts));
            progress.above(() -> spec.commandLine()
                    .getOut()
                    .println("%d copied, %d unchanged, %d deleted"
                            .formatted(
                                    counts.getOrDefault(Copies.Done.COPIED, 0),
                                    counts.getOrDefault(Copies.Done.UNCHANGED, 0),
                                    counts.getOrDefault(Copies.Done.DELETED, 0))));
        }
        return ExitCode.OK.code();
    }

    private static Sync.Listener listener(CopyProgress progress, Map<Copies.Done, Integer> counts) {
        return new Sync.Listener() {
            @Override
            public LongConsumer begins(ObjectStat object) {
                progress.begins(object.key(), object.bytes());
                return progress::done;
            }

            @Override
            public void ended(String key, Copies.Done done) {
                counts.merge(done, 1, Integer::sum);
            }
        };
    }
}
