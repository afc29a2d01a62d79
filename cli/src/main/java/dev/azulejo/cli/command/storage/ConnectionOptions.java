package dev.azulejo.cli.command.storage;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.keyring.Keyring;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.office.Server;
import dev.azulejo.local.office.StackSecrets;
import dev.azulejo.storage.Secrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Chooses between the connections of this user and those of a deployment.
final class ConnectionOptions {
    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "Of a deployment, whose routes then go through this drive: it is kept in AWS Secrets Manager,"
                    + " with the region and credentials of the AWS SDK.")
    private @Nullable String stack;

    boolean isOfThisUser() {
        return stack == null;
    }

    Secrets secrets() {
        return stack == null ? LocalPlaces.secrets(LocalConfig.fromEnvironment()) : ofStack(stack);
    }

    /// The secrets for a drive to be connected.
    Secrets secretsToKeep(Optional<Keyring> keyring) {
        return stack == null ? LocalPlaces.secretsToKeep(LocalConfig.fromEnvironment(), keyring) : ofStack(stack);
    }

    /// The place where they are kept, in words.
    String homeOfNew(Optional<Keyring> keyring) {
        return stack == null ? LocalPlaces.homeOfNew(keyring) : "AWS Secrets Manager";
    }

    private static Secrets ofStack(String stack) {
        if (!stack.matches("[A-Za-z][A-Za-z0-9-]{0,127}")) {
            throw ExitCode.USAGE.failure(
                    "--stack is '%s': a stack's name has letters, digits and hyphens".formatted(stack));
        }
        return Server.inThisBuild(StackSecrets.class, "storage").of(stack);
    }
}
