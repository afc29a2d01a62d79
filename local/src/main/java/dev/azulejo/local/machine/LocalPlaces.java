package dev.azulejo.local.machine;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.core.port.Places;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.keyring.Keyring;
import dev.azulejo.local.keyring.KeyringSecrets;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.file.Durability;
import dev.azulejo.storage.file.FileStorage;
import dev.azulejo.storage.file.FileStorageProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Opens the user's folders, and all other places that have a provider. What we have to remember of results
/// in a folder is kept in the cache, so that nothing but results appears there.
public final class LocalPlaces implements Places {
    private static final Pattern URI_TEXT = Pattern.compile("[a-z][a-z0-9]+:/.*");

    private final StorageRouter router;

    public LocalPlaces(LocalConfig config) {
        var settings = new StorageSettings(
                        MediaTypes::of, Optional.of(config.cache().resolve("results")), true)
                .forDrives(kept(config.cache().resolve("drives")), secrets(config));
        router = new StorageRouter(settings, new FileStorageProvider());
    }

    /// The secrets that connect this user's drives and continue unfinished uploads.
    public static Secrets secrets(LocalConfig config) {
        return secrets(config, config.keyring(), KeyringSecrets.Home.AS_IT_IS);
    }

    /// The secrets for a drive to be connected, which are kept in `keyring`, if there is one.
    public static Secrets secretsToKeep(LocalConfig config, Optional<Keyring> keyring) {
        return secrets(
                config,
                keyring.or(config::keyring),
                keyring.isPresent() ? KeyringSecrets.Home.KEYRING : KeyringSecrets.Home.FILE);
    }

    /// The home of [#secretsToKeep], in words.
    public static String homeOfNew(Optional<Keyring> keyring) {
        return keyring.map(Keyring::title).orElse("a file that only you may read");
    }

    private static Secrets secrets(LocalConfig config, Optional<Keyring> keyring, KeyringSecrets.Home home) {
        return new KeyringSecrets(new StoredSecrets(connections(config)), keyring, home);
    }

    /// The names of the connections, such as `dropbox/default`.
    public static List<String> connected(LocalConfig config) {
        try (var all = connections(config).list("")) {
            return all.map(ObjectStat::key).toList();
        }
    }

    /// The storage of connections, which only this user may read.
    private static JobStorage connections(LocalConfig config) {
        return kept(config.settings().resolve("connections"));
    }

    /// Where syncs remember what they found alike; if it is lost, they ask once more.
    public static Storage syncMemories(LocalConfig config) {
        return new FileStorage(config.cache().resolve("syncs"));
    }

    private static JobStorage kept(Path folder) {
        return new FileStorage(folder, folder.resolve(".azulejo"), Durability.SYNCED);
    }

    /// Opens a folder, or a place such as `s3://bucket/folder/`, as users write it. What is written there is on the
    /// disk before it is reported.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when it is neither
    public static JobStorage written(String place) {
        try {
            if (URI_TEXT.matcher(place).matches()) {
                var folder = URI.create(place.endsWith("/") ? place : place + "/");
                return new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(folder);
            }
            return kept(Path.of(place));
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("%s is no folder and no place: %s".formatted(place, e.getMessage()));
        }
    }

    /// The address of a file as an object of its folder.
    public static StorageUri uriOf(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        if (folder == null) {
            throw ExitCode.USAGE.failure(file + " is not a file");
        }
        return new StorageUri(folderUri(folder), String.valueOf(absolute.getFileName()));
    }

    /// Returns the address of a folder, which ends with a slash even if the folder does not exist yet.
    public static URI folderUri(Path folder) {
        var uri = folder.toUri();
        return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
    }

    /// The source that azulejo made this file from, as text of its [StorageUri]; empty when it did not make it,
    /// or does not remember.
    public Optional<String> sourceOf(Path result) {
        try {
            var uri = uriOf(result);
            return open(uri.place()).stat(uri.key()).flatMap(Provenance::of).map(Provenance::source);
        } catch (InvalidKey | StorageDenied e) {
            return Optional.empty(); // a name, or a link, that none of our results can be
        }
    }

    @Override
    public Storage open(URI place) {
        source(place);
        return router.storage(place);
    }

    @Override
    public Source source(URI place) {
        return router.find(place)
                .orElseThrow(() -> ExitCode.USAGE.failure("there is no storage provider for " + place));
    }
}
