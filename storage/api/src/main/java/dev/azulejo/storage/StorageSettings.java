package dev.azulejo.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What whoever opens places wants of them. A provider takes what its places can heed.
///
/// @param mediaTypes the media type of an object by its key, for places that tell it to browsers
/// @param side where a place keeps what it must remember of its objects, so that nothing is put among them; the place
///     itself if absent
/// @param synced whether what is committed survives a power cut too, where that costs time
/// @param memory where a place that can keep no metadata keeps it
/// @param secrets with what places are opened that ask who one is
public record StorageSettings(
        UnaryOperator<String> mediaTypes,
        Optional<Path> side,
        boolean synced,
        Optional<JobStorage> memory,
        Optional<Secrets> secrets) {

    public StorageSettings(UnaryOperator<String> mediaTypes, Optional<Path> side, boolean synced) {
        this(mediaTypes, side, synced, Optional.empty(), Optional.empty());
    }

    /// For places in the cloud.
    public static StorageSettings of(UnaryOperator<String> mediaTypes) {
        return new StorageSettings(mediaTypes, Optional.empty(), false);
    }

    /// With what drives need.
    public StorageSettings forDrives(JobStorage its, Secrets known) {
        return new StorageSettings(mediaTypes, side, synced, Optional.of(its), Optional.of(known));
    }
}
