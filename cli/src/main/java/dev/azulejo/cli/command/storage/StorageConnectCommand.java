package dev.azulejo.cli.command.storage;

import dev.azulejo.cli.storage.Callback;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.keyring.Keyring;
import dev.azulejo.local.machine.Connectable;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.storage.Login;
import dev.azulejo.storage.LoginProvider;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.connect.Connection;
import dev.azulejo.storage.drives.connect.Connections;
import dev.azulejo.storage.drives.connect.Consent;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo storage connect`.
@Command(
        name = "connect",
        description =
                "Connects a drive by a page of its service where you agree, or a server by your name and password there."
                        + " What it takes is kept on this machine, in the keyring of your desktop if there is one.",
        mixinStandardHelpOptions = true)
final class StorageConnectCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "KIND", description = "dropbox, onedrive, gdrive or another kind that there is.")
    private String kind = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "To have several: --name shop is dropbox://shop/folder. Without it: dropbox:/folder.")
    private String name = "default";

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "For a drive: of the app that you have registered with the service; see docs/storage.md.")
    private String clientId = "";

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description = "With the secret of that app, if it has one (Google).")
    private @Nullable Path clientSecretFile;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "To which the browser comes back, if the service wants it registered; any free one by default.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "NAME=URL",
            description = "Where the service is, if not at its usual address: a national cloud, or a test.")
    private Map<String, String> addresses = Map.of();

    @Option(names = "--server", paramLabel = "URL", description = "For a server: where it is.")
    private @Nullable URI server;

    @Option(names = "--user", paramLabel = "NAME", description = "For a server: who you are there.")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "For a server: with your password there, or better one that is for this alone. Asked for"
                    + " without it.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--keep",
            paramLabel = "WHERE",
            description = "keyring or file. By default the keyring of this desktop, or a file that only you may read"
                    + " where there is none.")
    private @Nullable String keep;

    @Mixin
    private ConnectionOptions where = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var connectable = Connectable.named(kind);
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw ExitCode.USAGE.failure("--name is '%s'; it must be of a-z, 0-9 and -".formatted(name));
        }
        var keyring = keyring();
        var secrets = where.secretsToKeep(keyring);
        switch (connectable) {
            case Connectable.ByPage(var provider) -> byPage(provider, secrets);
            case Connectable.ByLogin(var provider) -> byLogin(provider, secrets);
        }
        var err = spec.commandLine().getErr();
        var place = Connectable.place(kind, name);
        spec.commandLine().getOut().println("connected: %s".formatted(place));
        err.println("kept in %s".formatted(where.homeOfNew(keyring)));
        if (where.isOfThisUser()) {
            err.println("try it: ./azulejo storage test %s".formatted(place));
        }
        return ExitCode.OK.code();
    }

    private void byPage(DriveProvider provider, Secrets secrets) {
        if (clientId.isEmpty() || server != null || !user.isEmpty() || passwordFile != null) {
            throw ExitCode.USAGE.failure("%s needs --client-id, and has no --server, --user and --password-file"
                    .formatted(provider.title()));
        }
        var err = spec.commandLine().getErr();
        var app = new Connection(clientId, firstLine(clientSecretFile).orElse(""), "", "", 0, addresses);
        try (var callback = new Callback(port);
                var http = DriveProvider.http(app)) {
            var consent = new Consent(provider.title(), provider.oauth(addresses), app, callback.address());
            err.println("Open this page, and agree:");
            err.println();
            err.println(consent.page());
            err.println();
            err.println(
                    "If your browser runs on another machine, it will not find the last page: paste its address here.");
            err.flush();
            var query = callback.query(System.in, PATIENCE);
            var granted = consent.granted(query, http, Clock.systemUTC());
            new Connections(secrets).keep(connection(), granted);
        }
    }

    private void byLogin(LoginProvider provider, Secrets secrets) {
        if (server == null || server.getHost() == null || user.isEmpty()) {
            throw ExitCode.USAGE.failure("%s needs --server, a whole address, and --user".formatted(provider.title()));
        }
        if (server.getRawUserInfo() != null) { // it would be shown where the address is
            throw ExitCode.USAGE.failure("--server has a name in front of the host: give --user and --password-file");
        }
        if (!clientId.isEmpty() || clientSecretFile != null || port != 0 || !addresses.isEmpty()) {
            throw ExitCode.USAGE.failure(
                    "--client-id, --client-secret-file, --port and --address are for drives, not for %s"
                            .formatted(provider.title()));
        }
        var password = firstLine(passwordFile).orElseGet(() -> asked(provider));
        new Login(server, user, password).keep(connection(), secrets);
    }

    private String asked(LoginProvider provider) {
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() ->
                        ExitCode.USAGE.failure("there is no terminal to ask for the password: give --password-file"));
        return new String(console.readPassword("Password at %s: ", provider.title()));
    }

    private String connection() {
        return kind + "/" + name;
    }

    /// The keyring to keep it in; empty for a file.
    private Optional<Keyring> keyring() {
        if (keep != null && !List.of("keyring", "file").contains(keep)) {
            throw ExitCode.USAGE.failure("--keep is '%s'; it must be keyring or file".formatted(keep));
        }
        if (keep != null && !where.isOfThisUser()) {
            throw ExitCode.USAGE.failure("--keep is for this machine; a stack keeps it in AWS Secrets Manager");
        }
        if ("file".equals(keep) || !where.isOfThisUser()) {
            return Optional.empty();
        }
        var keyring = LocalConfig.fromEnvironment().keyring().filter(Keyring::keepsWhatItIsGiven);
        if (keep != null && keyring.isEmpty()) {
            throw ExitCode.UNAVAILABLE.failure(
                    "this session has no keyring that keeps what it is given; on Linux secret-tool (libsecret) and a running keyring are needed");
        }
        return keyring;
    }

    private static Optional<String> firstLine(@Nullable Path file) {
        if (file == null) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            var line = lines.findFirst().map(String::strip);
            if (line.isEmpty()) {
                throw ExitCode.NO_INPUT.failure("%s is empty".formatted(file));
            }
            return line;
        } catch (IOException | UncheckedIOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
