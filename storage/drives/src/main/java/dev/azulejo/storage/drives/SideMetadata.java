package dev.azulejo.storage.drives;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The metadata of files whose service keeps none, in another place: `{hash of place and key}/{revision}`.
/// A file's record is bound to its revision, which is not known before the file is there. So a file that is
/// about to be committed has a record `{hash}/pending-{hash of the bytes}-{number}` first, which counts for
/// a file of these bytes if the writer was killed before it could write the real one. Thread-safe.
final class SideMetadata {
    private static final String PENDING = "pending-";

    /// How long a pending record is kept: as long as the longest-lived upload of any service, whose result
    /// stays open until then.
    private static final Duration LONGEST = Duration.ofDays(8);

    private final Storage side;
    private final String place;
    private final InstantSource clock;

    SideMetadata(Storage side, String place) {
        this(side, place, InstantSource.system());
    }

    SideMetadata(Storage side, String place, InstantSource clock) {
        this.side = side;
        this.place = place;
        this.clock = clock;
    }

    /// Writes the pending record of a file, before it appears.
    ///
    /// @return for [#appeared] or [#refused]
    String intended(String key, String hash, Map<String, String> metadata) {
        var record = "%s%s%s-%s".formatted(folder(key), PENDING, name(hash), UUID.randomUUID());
        put(record, metadata);
        return record;
    }

    void appeared(DriveFile file, String key, String intended, Map<String, String> metadata) {
        var current = folder(key) + name(file.revision());
        put(current, metadata);
        side.delete(intended);
        deleteAllBut(current, key);
    }

    void refused(String intended) {
        side.delete(intended);
    }

    Map<String, String> of(String key, DriveFile file) {
        return get(folder(key) + name(file.revision()))
                .or(() -> unfinished(key, file.hash()))
                .orElse(Map.of());
    }

    void forget(String key) {
        deleteAllBut("", key);
    }

    private Optional<Map<String, String>> unfinished(String key, String hash) {
        try (var records = side.list(folder(key) + PENDING + name(hash) + "-")) {
            return records.map(ObjectStat::key).findFirst().flatMap(this::get);
        }
    }

    /// Deletes all records of a file but one and those that are pending, which belong to their writers.
    private void deleteAllBut(String record, String key) {
        try (var records = side.list(folder(key))) {
            records.filter(other -> !other.key().equals(record) && !mayBeOnItsWay(other, key))
                    .map(ObjectStat::key)
                    .forEach(side::delete);
        }
    }

    private boolean mayBeOnItsWay(ObjectStat record, String key) {
        return record.key().startsWith(folder(key) + PENDING)
                && record.modified().plus(LONGEST).isAfter(clock.instant());
    }

    private void put(String record, Map<String, String> metadata) {
        var text = new StringBuilder();
        metadata.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        side.write(record, text.toString().getBytes(StandardCharsets.UTF_8), Map.of(), Precondition.NONE);
    }

    private Optional<Map<String, String>> get(String record) {
        try {
            var metadata = new HashMap<String, String>();
            new String(side.readAll(record), StandardCharsets.UTF_8).lines().forEach(line -> {
                int equals = line.indexOf('=');
                metadata.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return Optional.of(metadata);
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private String folder(String key) {
        var hash = name(place + "\n" + key);
        return "%s/%s/".formatted(hash.substring(0, 2), hash.substring(2));
    }

    /// A file name for any revision or key.
    private static String name(String text) {
        return HexFormat.of().formatHex(ContentVersion.digest().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
