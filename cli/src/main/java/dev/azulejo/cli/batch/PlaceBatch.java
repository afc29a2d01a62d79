package dev.azulejo.cli.batch;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.transfer.Copies;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Has the photographs of a place enhanced by a watched drop folder, a deployment or `azulejo watch`:
/// copies them into a folder of its inbox, and looks into the same folder of its outbox for results and
/// reports. It keeps nothing, so one that was stopped goes on when it is run again. For one thread.
public final class PlaceBatch {
    private final Copies copies;
    private final Storage outbox;
    private final Map<String, Instant> before;
    private final TreeMap<String, Boolean> waiting = new TreeMap<>();

    /// The end of a photograph.
    ///
    /// @param result its key in the outbox; empty where there is none
    /// @param bytes of the result
    /// @param error why there is none, in plain words; empty where there is one
    public record End(String file, String result, long bytes, String error) {
        public boolean isFailure() {
            return !error.isEmpty();
        }
    }

    /// Reads what a report says, in plain words.
    public interface Reports {
        String why(byte[] report);
    }

    /// @param copies from the place into the folder of the inbox
    /// @param outbox the same folder of the outbox
    public PlaceBatch(Copies copies, Storage outbox) {
        this.copies = copies;
        this.outbox = outbox;
        this.before = new HashMap<>();
        listed().forEach((key, stat) -> before.put(key, stat.modified()));
    }

    /// Whether the object is a photograph to enhance, by the rules of the drop folder.
    public static boolean isPhotograph(ObjectStat object) {
        return !DropFolder.isIgnored(object.key(), object.bytes());
    }

    /// Puts a photograph into the inbox, unless it lies there unchanged.
    public Copies.Done put(ObjectStat photograph) {
        var done = copies.copy(photograph, _ -> {});
        if (done == Copies.Done.COPIED || done == Copies.Done.UNCHANGED) {
            waiting.put(photograph.key(), done == Copies.Done.COPIED);
        }
        return done;
    }

    /// The number of photographs that have not ended, as far as it is known.
    public int waiting() {
        return waiting.size();
    }

    /// The photographs that have ended since the last look.
    public List<End> ended(Reports reports) {
        var there = listed();
        var ended = waiting.entrySet().stream()
                .flatMap(each -> end(each.getKey(), each.getValue(), there, reports).stream())
                .toList();
        ended.forEach(end -> waiting.remove(end.file));
        return ended;
    }

    private Map<String, ObjectStat> listed() {
        var there = new HashMap<String, ObjectStat>();
        try (var all = outbox.list("")) {
            all.forEach(object -> there.put(object.key(), object));
        }
        return there;
    }

    private Optional<End> end(String key, boolean isNew, Map<String, ObjectStat> there, Reports reports) {
        var result = names(key)
                .flatMap(name -> Stream.ofNullable(there.get(name)))
                .filter(object -> !isNew || !object.modified().equals(before.get(object.key())))
                .findFirst();
        if (result.isPresent()) {
            return result.map(object -> new End(key, object.key(), object.bytes(), ""));
        }
        return Optional.ofNullable(there.get(DropFolder.reportBeside(key)))
                .filter(object -> !isNew || !object.modified().equals(before.get(object.key())))
                .flatMap(object -> read(object.key()))
                .map(report -> new End(key, "", 0, reports.why(report)));
    }

    /// The possible names of a result: the name itself, or with its format's extension appended.
    private static Stream<String> names(String key) {
        return Stream.concat(
                Stream.of(key), ImageFormat.written().stream().map(format -> key + "." + format.extension()));
    }

    private Optional<byte[]> read(String key) {
        try {
            return Optional.of(outbox.readAll(key));
        } catch (NoSuchObject gone) {
            return Optional.empty(); // the result has come
        }
    }
}
