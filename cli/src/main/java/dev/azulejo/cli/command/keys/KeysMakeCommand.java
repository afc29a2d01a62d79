package dev.azulejo.cli.command.keys;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.local.exit.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo keys make`.
@Command(
        name = "make",
        description =
                "Makes a key and prints it, once: it cannot be shown again. A tenant has at most two, so that a new"
                        + " one can take over before the old one is revoked.",
        mixinStandardHelpOptions = true)
final class KeysMakeCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3660;
    private static final int LONGEST_NAME = 100;

    @Parameters(paramLabel = "TENANT", description = "Whom it lets in; made by its first key.")
    private String tenant = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "What it is for; lists show that.")
    private @Nullable String name;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "After how many days it ends; by default when it is revoked.")
    private @Nullable Integer days;

    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw ExitCode.USAGE.failure("--days is %d, not a whole number from 1 to %d".formatted(days, MOST_DAYS));
        }
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            throw ExitCode.USAGE.failure("--name must have 1 to %d characters".formatted(LONGEST_NAME));
        }
        var key = KeysCommand.office()
                .make(
                        keys.place(),
                        tenant,
                        Optional.ofNullable(name),
                        Optional.ofNullable(days).map(Duration::ofDays));
        spec.commandLine().getOut().println(key);
        return ExitCode.OK.code();
    }
}
