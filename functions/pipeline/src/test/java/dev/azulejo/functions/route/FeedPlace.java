package dev.azulejo.functions.route;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A place in memory whose every call a test can hear, and which tells what its owner has changed.
final class FeedPlace {
    private static final int PAGE = 2;

    private final MemoryStorage memory = new MemoryStorage();
    private final List<String> log = new ArrayList<>();
    private final Set<String> denied = new HashSet<>();
    private boolean isReset;

    /// Both that a drive is.
    interface Place extends JobStorage, ChangeFeed {}

    void put(String key, String text) {
        memory.put(key, text.getBytes(StandardCharsets.UTF_8));
        log.add(key);
    }

    void remove(String key) {
        memory.delete(key);
        log.add(key);
    }

    /// A folder, told as one key.
    void removeFolder(String folder) {
        try (var below = memory.list(folder + "/")) {
            below.toList().forEach(object -> memory.delete(object.key()));
        }
        log.add(folder);
    }

    /// The feed says that it is gone, wrongly.
    void deny(String key) {
        log.add(key);
        denied.add(key);
    }

    void reset() {
        isReset = true;
    }

    MemoryStorage memory() {
        return memory;
    }

    String text(String key) {
        return new String(memory.readAll(key), StandardCharsets.UTF_8);
    }

    List<String> keys() {
        try (var stats = memory.list("")) {
            return stats.map(ObjectStat::key).toList();
        }
    }

    /// How often anything appeared in it, this question included.
    long commits() {
        memory.put("probe", new byte[0]);
        var etag = memory.stat("probe").orElseThrow().etag();
        memory.delete("probe");
        return Long.parseLong(etag.replace("memory-", ""));
    }

    private ChangeFeed.Changes changes(String cursor) {
        if (isReset) {
            return new ChangeFeed.Changes(List.of(), List.of(), cursor, false, true);
        }
        int from = Integer.parseInt(cursor);
        int to = Math.min(from + PAGE, log.size());
        var there = new ArrayList<ObjectStat>();
        var gone = new ArrayList<String>();
        for (var key : log.subList(from, to)) {
            memory.stat(key).filter(_ -> !denied.contains(key)).ifPresentOrElse(there::add, () -> gone.add(key));
        }
        return new ChangeFeed.Changes(there, gone, String.valueOf(to), to < log.size(), false);
    }

    /// Hears a call before it is made, one call at a time.
    interface Ear {
        void hears(String method, Object argument);
    }

    Place through(Ear ear) {
        return (Place) Proxy.newProxyInstance(
                Place.class.getClassLoader(), new Class<?>[] {Place.class}, (proxy, method, arguments) -> {
                    synchronized (ear) {
                        ear.hears(method.getName(), arguments == null ? "" : arguments[0]);
                    }
                    return switch (method.getName()) {
                        case "narrowedTo" -> proxy;
                        case "now" -> {
                            isReset = false;
                            yield String.valueOf(log.size());
                        }
                        case "changes" -> changes((String) arguments[0]);
                        default -> {
                            try {
                                yield method.invoke(memory, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    };
                });
    }
}
