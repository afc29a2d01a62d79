package dev.azulejo.storage;

import java.time.Instant;
import java.util.Map;

/// What a place knows of an object without reading it.
///
/// @param etag changes whenever other bytes replace the object (equal bytes may keep it: S3 makes it of a hash); good
///     for a [Precondition.Matches] and nothing else
/// @param metadata what was given to [Storage#write]; may be empty in a listing
public record ObjectStat(String key, long bytes, Instant modified, String etag, Map<String, String> metadata) {
    public ObjectStat {
        metadata = Map.copyOf(metadata);
    }
}
