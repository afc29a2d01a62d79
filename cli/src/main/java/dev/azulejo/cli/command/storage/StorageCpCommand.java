package dev.azulejo.cli.command.storage;

import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.CopyProgress;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.transfer.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo storage cp`.
@Command(
        name = "cp",
        description = "Copies a file from any place to any other. Killed in the middle, the same command carries on.",
        mixinStandardHelpOptions = true)
final class StorageCpCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FROM", description = "A file: a path, or such as dropbox:/photos/a.jpg.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "A file likewise, or a folder, which ends in a slash.")
    private String to = "";

    @Option(names = "--overwrite", description = "Replace what lies there.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var config = LocalConfig.fromEnvironment();
        var places = new LocalPlaces(config);
        var source = PlaceName.object(from);
        boolean isFolder = to.endsWith("/") || (!PlaceName.isElsewhere(to) && Files.isDirectory(Path.of(to)));
        var target = isFolder ? new StorageUri(PlaceName.place(to), source.key()) : PlaceName.object(to);
        var err = spec.commandLine().getErr();
        try (var progress = new CopyProgress(err, config.terminal())) {
            progress.begins(
                    source.key(),
                    places.source(source.place())
                            .stat(source.key())
                            .map(ObjectStat::bytes)
                            .orElse(0L));
            var copied = new Transfer(LocalPlaces.secrets(config))
                    .copy(
                            new Transfer.End<>(
                                    places.source(source.place()),
                                    source.place().toString(),
                                    source.key()),
                            new Transfer.End<>(
                                    places.open(target.place()), target.place().toString(), target.key()),
                            Map.of(),
                            overwrite ? Precondition.NONE : Precondition.ABSENT,
                            progress::done);
            if (copied.isEmpty()) {
                throw ExitCode.NO_OUTPUT.failure(
                        "%s is there already; name another file, or add --overwrite".formatted(target));
            }
            progress.above(() -> spec.commandLine()
                    .getOut()
                    .println(Console.printable("%s → %s  %d bytes".formatted(source, target, copied.get()))));
        }
        return ExitCode.OK.code();
    }
}
