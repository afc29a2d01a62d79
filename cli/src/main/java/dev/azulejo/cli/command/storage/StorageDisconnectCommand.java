package dev.azulejo.cli.command.storage;

import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.Connectable;
import dev.azulejo.storage.ConnectedPlace;
import dev.azulejo.storage.Secrets;
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
        var name = ConnectedPlace.of(uri).connection();
        var secrets = where.secrets();
        if (secrets.find(name).isEmpty()) {
            throw ExitCode.NO_INPUT.failure("%s is not connected".formatted(place));
        }
        spec.commandLine()
                .getOut()
                .println(
                        switch (Connectable.named(String.valueOf(uri.getScheme()))) {
                            case Connectable.ByPage(var provider) -> revoked(provider, name, secrets);
                            case Connectable.ByLogin(var provider) -> {
                                secrets.remove(name);
                                yield "forgotten here; the password is %s's to take back".formatted(provider.title());
                            }
                        });
        return ExitCode.OK.code();
    }

    private static String revoked(DriveProvider provider, String name, Secrets secrets) {
        return Connectable.disconnect(provider, name, secrets).orElseThrow()
                ? "disconnected"
                : "forgotten here; %s cannot be told by a program: remove the app in the settings of your account"
                        .formatted(provider.title());
    }
}
