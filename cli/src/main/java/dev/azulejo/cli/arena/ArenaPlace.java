package dev.azulejo.cli.arena;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.quality.arena.store.ArenaObjects;
import dev.azulejo.quality.arena.store.PublishedArena;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.file.Durability;
import dev.azulejo.storage.file.FileStorage;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where an arena is, as users write it: a folder, or a place such as `s3://bucket/arena/`.
public final class ArenaPlace {
    private static final Pattern URI_TEXT = Pattern.compile("[a-z][a-z0-9]+:/.*");

    private ArenaPlace() {}

    /// What is written there is on the disk before anybody is told of it.
    public static ArenaObjects open(String place) {
        try {
            if (URI_TEXT.matcher(place).matches()) {
                var folder = URI.create(place.endsWith("/") ? place : place + "/");
                return new ArenaObjects(new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(folder));
            }
            var folder = Path.of(place);
            return new ArenaObjects(new FileStorage(folder, folder.resolve(".azulejo"), Durability.SYNCED));
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("%s is no folder and no place: %s".formatted(place, e.getMessage()));
        }
    }

    public static PublishedArena published(ArenaObjects objects, String place) {
        return objects.arena()
                .orElseThrow(() -> ExitCode.NO_INPUT.failure(
                        "there is no arena in %s; make one first: azulejo arena make".formatted(place)));
    }
}
