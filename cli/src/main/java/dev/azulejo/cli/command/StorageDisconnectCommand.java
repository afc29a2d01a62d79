package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.cli.storage.Drives;
import dev.azulejo.storage.drives.DriveProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo storage disconnect`.
@Command(
        name = "disconnect",
        description = "Takes a connection back at the service, where it can be, and forgets it.",
        mixinStandardHelpOptions = true)
final class StorageDisconnectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLACE", description = "Such as dropbox:/ or dropbox://shop/.")
    private String place = "";

    @Mixin
    private ConnectionOptions where = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var uri = PlaceName.place(place);
        var provider = Drives.named(String.valueOf(uri.getScheme()));
        var connections = where.connections();
        var name = provider.connectionOf(uri);
        var connection = connections
                .find(name)
                .orElseThrow(() -> ExitCode.NO_INPUT.failure("%s is not connected".formatted(place)));
        try (var http = DriveProvider.http(connection)) {
            boolean isRevoked =
                    connections.disconnect(name, provider.title(), provider.oauth(connection.addresses()), http);
            spec.commandLine()
                    .getOut()
                    .println(
                            isRevoked
                                    ? "disconnected"
                                    : "forgotten here; %s cannot be told by a program: remove the app in the settings of your account"
                                            .formatted(provider.title()));
        }
        return ExitCode.OK.code();
    }
}
