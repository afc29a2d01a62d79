package dev.azulejo.cli.command.storage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo storage`: places elsewhere.
@Command(
        name = "storage",
        description = "Connects drives, tries places out, and copies between any two of them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StorageConnectCommand.class,
            StorageDisconnectCommand.class,
            StorageTestCommand.class,
            StorageLsCommand.class,
            StorageCpCommand.class,
            StorageSyncCommand.class
        })
public final class StorageCommand implements Runnable {
    static final String PLACE_HELP =
            "A folder, or a place such as dropbox:/photos, s3://bucket/photos or https://example.com/photos/.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
