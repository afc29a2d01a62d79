package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.storage.Callback;
import dev.azulejo.cli.storage.Drives;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.connect.Connection;
import dev.azulejo.storage.drives.connect.Consent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
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
                "Connects a drive: opens a page of its service where you agree, and keeps what comes of it on this"
                        + " machine, in a file that nobody else may read.",
        mixinStandardHelpOptions = true)
final class StorageConnectCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "DRIVE", description = "dropbox, onedrive or gdrive.")
    private String drive = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "To have several: --name shop is dropbox://shop/folder. Without it: dropbox:/folder.")
    private String name = "default";

    @Option(
            names = "--client-id",
            required = true,
            paramLabel = "ID",
            description = "Of the app that you have registered with the service; see docs/storage.md.")
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

    @Mixin
    private ConnectionOptions where = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var provider = Drives.named(drive);
        var connections = where.connections();
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw ExitCode.USAGE.failure("--name is '%s'; it must be of a-z, 0-9 and -".formatted(name));
        }
        var err = spec.commandLine().getErr();
        var app = new Connection(clientId, secret(), "", "", 0, addresses);
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
            connections.keep(drive + "/" + name, granted);
        }
        var place = name.equals("default") ? drive + ":/" : "%s://%s/".formatted(drive, name);
        spec.commandLine().getOut().println("connected: %s".formatted(place));
        if (where.isOfThisUser()) {
            err.println("try it: ./azulejo storage test %s".formatted(place));
        }
        return ExitCode.OK.code();
    }

    private String secret() {
        if (clientSecretFile == null) {
            return "";
        }
        try {
            return Files.readString(clientSecretFile).strip();
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(clientSecretFile, e.getMessage()));
        }
    }
}
