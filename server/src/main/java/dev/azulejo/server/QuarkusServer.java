package dev.azulejo.server;

import dev.azulejo.api.port.Arenas;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.Server;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.Network;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/// Starts Quarkus with the settings of the command.
public final class QuarkusServer implements Server {
    /// The settings from the command: Quarkus makes the beans that need them.
    private static final AtomicReference<Settings> SETTINGS = new AtomicReference<>();

    static Settings settings() {
        var settings = SETTINGS.get();
        if (settings == null) {
            throw new IllegalStateException("serve was not called");
        }
        return settings;
    }

    /// Admits the internet, and private networks that files may be read from and webhooks sent to, but never this
    /// server.
    static AddressGuard guard() {
        return new AddressGuard(networks(settings()), QuarkusServer::port);
    }

    /// The port on which it listens.
    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private static List<Network> networks(Settings settings) {
        try {
            return settings.allowedNetworks().stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("--allow-network: " + e.getMessage());
        }
    }

    /// The address by which clients know the server, where that is not the one that it listens on.
    static Optional<URI> publicUrl() {
        return publicUrl(settings());
    }

    private static Optional<URI> publicUrl(Settings settings) {
        return settings.publicUrl().map(text -> WebOrigins.parse("--public-url", text));
    }

    /// Pages of other servers that may use the API.
    static WebOrigins allowedOrigins() {
        return WebOrigins.of(settings().allowedOrigins());
    }

    /// Places that files may be read from, or results be put into.
    static List<AllowedPlace> allowedPlaces() {
        return places(settings());
    }

    /// Refuses places that hold, or lie in, what this server keeps: uploads of all tenants, and its secret.
    private static List<AllowedPlace> places(Settings settings) {
        try {
            var places =
                    settings.allowedPlaces().stream().map(AllowedPlace::parse).toList();
            var data = real(settings.data());
            places.stream()
                    .filter(AllowedPlace::isOnDisk)
                    .filter(place -> overlap(real(Path.of(place.common())), data))
                    .findFirst()
                    .ifPresent(place -> {
                        throw new IllegalArgumentException(
                                "%s and the folder of the server, %s, have files in common; name a folder beside it"
                                        .formatted(place, data));
                    });
            return places;
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("--allow-place: " + e.getMessage());
        }
    }

    /// The arenas in which people compare candidates.
    static Arenas arenas() {
        return arenas(settings());
    }

    private static Arenas arenas(Settings settings) {
        return new NamedArenas(settings.arenas(), Clock.systemUTC());
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /// The path without links, also if its end does not exist yet.
    private static Path real(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            var parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(parent.relativize(absolute));
        }
    }

    @Override
    public ExitCode serve(Settings settings) {
        networks(settings); // says what is wrong before anything starts
        places(settings);
        arenas(settings);
        boolean isElsewhere = publicUrl(settings).isPresent();
        WebOrigins.of(settings.allowedOrigins());
        SETTINGS.set(settings);
        try (var _ = HeldData.of(settings)) {
            return served(settings, isElsewhere);
        }
    }

    private static ExitCode served(Settings settings, boolean isElsewhere) {
        Door.open();
        System.setProperty("quarkus.http.proxy.proxy-address-forwarding", String.valueOf(isElsewhere)); // see Hosts
        System.setProperty("quarkus.http.host", settings.host());
        System.setProperty("quarkus.http.port", String.valueOf(settings.port()));
        var failures = new ArrayList<Throwable>();
        Quarkus.run(
                Announcement.class, (_, failure) -> Stream.ofNullable(failure).forEach(failures::add));
        if (!failures.isEmpty()) {
            throw failure(settings, failures.getFirst());
        }
        return ExitCode.OK;
    }

    /// The exception for a start that failed, of which Quarkus prints nothing itself.
    private static RuntimeException failure(Settings settings, Throwable failure) {
        boolean isTaken = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
        return isTaken
                ? ExitCode.UNAVAILABLE.failure(
                        "cannot listen on %s, port %d: it is taken, or not ours; name another with --port"
                                .formatted(settings.host(), settings.port()))
                : new IllegalStateException("the server could not start", failure);
    }

    /// Runs once the server listens.
    public static final class Announcement implements QuarkusApplication {
        private final PageKeys keys;

        public Announcement(PageKeys keys) {
            this.keys = keys;
        }

        @Override
        public int run(String... args) {
            var settings = settings();
            int port = port();
            var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
            // The key behind # stays in the browser: it is in no request, no log and no referrer. Its history has it.
            settings.out().printf("azulejo: open http://%s:%d/#key=%s%n", host, port, keys.ofThisMachine());
            settings.out().flush();
            if (!settings.endAtOnce()) {
                Quarkus.waitForExit();
            }
            return 0;
        }
    }
}
