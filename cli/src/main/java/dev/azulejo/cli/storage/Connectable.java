package dev.azulejo.cli.storage;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.storage.LoginProvider;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.drives.DriveProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The kinds of places that their owner connects, before they can be used.
public sealed interface Connectable {
    /// By a page of the service.
    record ByPage(DriveProvider provider) implements Connectable {}

    /// By a name and a password.
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

    private static List<StorageProvider> all() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider instanceof DriveProvider || provider instanceof LoginProvider)
                .toList();
    }
}
