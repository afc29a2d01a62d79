package dev.azulejo.cli.storage;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.drives.DriveProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The kinds of drives that can be connected.
public final class Drives {
    private Drives() {}

    public static DriveProvider named(String scheme) {
        return all().stream()
                .filter(drive -> drive.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() -> ExitCode.USAGE.failure("'%s' is no drive that can be connected; there are %s"
                        .formatted(
                                scheme,
                                all().stream().map(DriveProvider::scheme).collect(Collectors.joining(", ")))));
    }

    private static List<DriveProvider> all() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(DriveProvider.class::isInstance)
                .map(DriveProvider.class::cast)
                .toList();
    }
}
