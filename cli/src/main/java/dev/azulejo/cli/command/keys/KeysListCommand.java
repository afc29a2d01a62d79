package dev.azulejo.cli.command.keys;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.KeyOffice.HeldKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo keys list`.
@Command(
        name = "list",
        description = "Lists keys: whose each is, the id by which it is revoked, since and until when, and its name.",
        mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "TENANT", description = "Whose keys; everybody's by default.")
    private @Nullable String tenant;

    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var found = KeysCommand.office().keys(keys.place(), Optional.ofNullable(tenant));
        found.forEach(key -> spec.commandLine().getOut().println(Console.printable(line(key))));
        return ExitCode.OK.code();
    }

    private static String line(HeldKey key) {
        var until = key.expiresAt() == null
                ? ""
                : " %s %s".formatted(key.isLive() ? "until" : "EXPIRED", day(key.expiresAt()));
        return "%s  %s  since %s%s  %s"
                .formatted(key.tenant(), key.id(), day(key.createdAt()), until, key.name())
                .strip();
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
