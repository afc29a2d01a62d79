package dev.azulejo.local.machine;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.storage.LoginProvider;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.connect.Connections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The kinds of places that their owner connects, before they can be used.
public sealed interface Connectable {
    /// A service that is connected by a page of its own.
    record ByPage(DriveProvider provider) implements Connectable {}

    /// A service that is connected by a name and a password.
    record ByLogin(LoginProvider provider) implements Connectable {}

    static Connectable named(String scheme) {
        for (var provider : all()) {
            if (provider.scheme().equals(scheme)) {
                return provider instanceof DriveProvider drive
                        ? new ByPage(drive)
                        : new ByLogin((LoginProvider) provider);
            }
        }
        throw ExitCode.USAGE.failure("'%s' is nothing that can be connected; there are %s"
                .formatted(
                        scheme,
                        all().stream().map(StorageProvider::scheme).sorted().collect(Collectors.joining(", "))));
    }

    /// The services that are connected by a page.
    static List<DriveProvider> pages() {
        return all().stream()
                .filter(DriveProvider.class::isInstance)
                .map(DriveProvider.class::cast)
                .sorted(Comparator.comparing(DriveProvider::title))
                .toList();
    }

    /// The place of a connection, as users write it.
    static String place(String kind, String name) {
        return name.equals("default") ? kind + ":/" : "%s://%s/".formatted(kind, name);
    }

    /// Takes a connection back at the service, where that can be done, and forgets it.
    ///
    /// @return whether the service has taken it back; empty where there was none
    static Optional<Boolean> disconnect(DriveProvider provider, String name, Secrets secrets) {
        var connections = new Connections(secrets);
        return connections.find(name).map(connection -> {
            try (var http = DriveProvider.http(connection)) {
                return connections.disconnect(name, provider.title(), provider.oauth(connection.addresses()), http);
            }
        });
    }

    private static List<StorageProvider> all() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider instanceof DriveProvider || provider instanceof LoginProvider)
                .toList();
    }
}
