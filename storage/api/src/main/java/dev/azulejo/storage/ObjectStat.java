package dev.azulejo.storage;

import java.time.Instant;
import java.util.Map;

/// The facts about an object that need no reading of its bytes.
///
/// @param etag changes whenever other bytes replace the object (equal bytes may keep it: S3 makes it of a
///     hash); good for a [Precondition.Matches] and nothing else
/// @param metadata the metadata given to [Storage#write]; may be empty in a listing
public record ObjectStat(String key, long bytes, Instant modified, String etag, Map<String, String> metadata) {
    public ObjectStat {
        metadata = Map.copyOf(metadata);
    }
}
