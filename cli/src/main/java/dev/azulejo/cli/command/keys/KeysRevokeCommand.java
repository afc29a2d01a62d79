package dev.azulejo.cli.command.keys;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.local.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `azulejo keys revoke`.
@Command(
        name = "revoke",
        description =
                "Ends a key at once. What its tenant has made stays, and links that were given out work until they"
                        + " expire.",
        mixinStandardHelpOptions = true)
final class KeysRevokeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TENANT", description = "Whose key.")
    private String tenant = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Which key, as azulejo keys list shows it.")
    private String id = "";

    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Override
    public Integer call() {
        KeysCommand.office().revoke(keys.place(), tenant, id);
        return ExitCode.OK.code();
    }
}
