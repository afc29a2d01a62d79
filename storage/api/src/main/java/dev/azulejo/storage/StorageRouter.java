package dev.azulejo.storage;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Opens each place once, by the provider of its scheme. Thread-safe.
public final class StorageRouter {
    private final StorageSettings settings;
    private final StorageProvider[] known;
    private final ConcurrentHashMap<String, Optional<StorageProvider>> providers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<URI, Source> opened = new ConcurrentHashMap<>();

    /// @param known providers that are asked first; others are only looked for when one is needed
    public StorageRouter(StorageSettings settings, StorageProvider... known) {
        this.settings = settings;
        this.known = known.clone();
    }

    /// Finds the place; empty if no provider opens places of its scheme.
    public Optional<Source> find(URI place) {
        return provider(String.valueOf(place.getScheme()))
                .map(provider -> opened.computeIfAbsent(place, uri -> provider.open(uri, settings)));
    }

    /// Opens a place for reading.
    ///
    /// @throws StorageDenied when no provider opens places of its scheme
    public Source source(URI place) {
        return find(place).orElseThrow(() -> new StorageDenied("there is no storage provider for " + place, null));
    }

    /// Opens a place for writing.
    ///
    /// @throws StorageDenied when it cannot be
    public Storage storage(URI place) {
        return as(Storage.class, place, "written");
    }

    /// Opens a place that holds jobs.
    ///
    /// @throws StorageDenied when it cannot
    public JobStorage jobStorage(URI place) {
        return as(JobStorage.class, place, "used for jobs");
    }

    private <T extends Source> T as(Class<T> type, URI place, String use) {
        var source = source(place);
        if (!type.isInstance(source)) {
            throw new StorageDenied("%s cannot be %s: name another place".formatted(place, use), null);
        }
        return type.cast(source);
    }

    private Optional<StorageProvider> provider(String scheme) {
        return providers.computeIfAbsent(
                scheme,
                asked -> Stream.concat(
                                Arrays.stream(known),
                                ServiceLoader.load(StorageProvider.class).stream()
                                        .map(ServiceLoader.Provider::get))
                        .filter(provider -> provider.scheme().equals(asked))
                        .findFirst());
    }
}
