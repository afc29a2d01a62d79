package dev.azulejo.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The settings for opening places. A provider uses those that its places support.
///
/// @param mediaTypes the media type of an object by its key, for places that send it to browsers
/// @param side folder for a place's own records about its objects, so none lie among them; the place
///     itself if absent
/// @param synced whether committed objects survive a power cut too, if that costs time
/// @param memory where a place that can keep no metadata keeps it
/// @param secrets that places need to identify their user
public record StorageSettings(
        UnaryOperator<String> mediaTypes,
        Optional<Path> side,
        boolean synced,
        Optional<JobStorage> memory,
        Optional<Secrets> secrets) {

    public StorageSettings(UnaryOperator<String> mediaTypes, Optional<Path> side, boolean synced) {
        this(mediaTypes, side, synced, Optional.empty(), Optional.empty());
    }

    public static StorageSettings of(UnaryOperator<String> mediaTypes) {
        return new StorageSettings(mediaTypes, Optional.empty(), false);
    }

    public StorageSettings forDrives(JobStorage metadata, Secrets known) {
        return new StorageSettings(mediaTypes, side, synced, Optional.of(metadata), Optional.of(known));
    }
}
