package dev.azulejo.storage.webdav;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our notes about files: from their property, or from this side's memory if a server keeps none.
/// Thread-safe.
final class Notes {
    private static final int MOST_STATES = 4;

    private final DavClient client;
    private final Optional<JobStorage> memory;

    Notes(DavClient client, Optional<JobStorage> memory) {
        this.client = client;
        this.memory = memory;
    }

    boolean canRemember() {
        return memory.isPresent();
    }

    Optional<ObjectNote> of(Resource file) {
        return file.property()
                .flatMap(ObjectNote::parse)
                .or(() -> remembered(file))
                .filter(note -> note.fits(file));
    }

    /// Remembers a note for the present state of a file. To be called before the file is moved to `path`
    /// and, because some servers change the state of a moved file, afterwards too: until then an older file
    /// there keeps its note.
    void remember(DavPath path, Resource file, ObjectNote note) {
        if (memory.isEmpty()) {
            return;
        }
        var line = stateOf(file) + " " + note.text();
        var lines = new ArrayList<>(lines(path));
        lines.remove(line);
        lines.add(line);
        var latest = lines.subList(Math.max(lines.size() - MOST_STATES, 0), lines.size());
        memory.get().put(key(path), String.join("\n", latest).getBytes(StandardCharsets.UTF_8));
    }

    void forget(DavPath path) {
        memory.ifPresent(store -> store.delete(key(path)));
    }

    private Optional<ObjectNote> remembered(Resource file) {
        var start = stateOf(file) + " ";
        return lines(file.path()).reversed().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .flatMap(line -> ObjectNote.parse(line.substring(start.length())));
    }

    private List<String> lines(DavPath path) {
        if (memory.isEmpty()) {
            return List.of();
        }
        try {
            return new String(memory.get().readAll(key(path)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchObject e) {
            return List.of();
        }
    }

    private String key(DavPath path) {
        var hash = ContentVersion.digest().digest(client.address(path).getBytes(StandardCharsets.UTF_8));
        return "webdav/" + HexFormat.of().formatHex(hash);
    }

    private static String stateOf(Resource file) {
        return file.etag()
                .map(Etag::text)
                .orElseGet(() ->
                        "%d-%d".formatted(file.modified().orElse(Instant.EPOCH).getEpochSecond(), file.bytes()));
    }

    ObjectStat stat(String key, Resource file) {
        var note = of(file);
        return new ObjectStat(
                key,
                file.bytes(),
                file.modified().or(() -> note.flatMap(ObjectNote::written)).orElse(Instant.EPOCH),
                // Servers make ETags of size and time, some of them to the second: our own number tells them apart.
                stateOf(file) + note.map(known -> "/" + known.id()).orElse(""),
                note.map(ObjectNote::metadata).orElse(Map.of()));
    }
}
