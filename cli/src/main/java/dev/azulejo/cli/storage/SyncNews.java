package dev.azulejo.cli.storage;

import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Copies.Done;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The result of a sync, printed at its end: how many objects, and which of them the other place cannot
/// hold. For one thread.
final class SyncNews {
    private final Map<Done, Integer> counts = new EnumMap<>(Done.class);
    private final List<String> refused = new ArrayList<>();
    private final List<String> changing = new ArrayList<>();

    void ended(String key, Done done) {
        counts.merge(done, 1, Integer::sum);
        if (done == Done.CHANGING) {
            changing.add(key);
        }
    }

    /// Whether the sync continues without an object, as it does if the key is the problem. Any other
    /// failure may be that of all objects.
    boolean isPassedOver(ObjectStat object, StorageFailure failure) {
        if (!(failure instanceof InvalidKey)) {
            return false;
        }
        var why = String.valueOf(failure.getMessage());
        refused.add(why.contains(object.key()) ? why : "%s: %s".formatted(object.key(), why));
        return true;
    }

    void tellRefused(PrintWriter err) {
        refused.forEach(line -> err.println(Console.printable("azulejo: not copied: " + line)));
        changing.forEach(key ->
                err.println(Console.printable("azulejo: not copied: %s, as it was written meanwhile".formatted(key))));
    }

    /// @param pattern of how many were copied, unchanged and deleted
    void tellCounts(PrintWriter out, String pattern) {
        out.println(pattern.formatted(count(Done.COPIED), count(Done.UNCHANGED), count(Done.DELETED)));
    }

    /// @throws dev.azulejo.local.exit.CommandFailure if an object was passed over
    void check(Copies.Place<?> to) {
        if (!refused.isEmpty()) {
            int all = refused.size() + changing.size() + count(Done.COPIED) + count(Done.UNCHANGED);
            throw ExitCode.NO_OUTPUT.failure(
                    "%d of %d files were not copied, as %s cannot hold their names; all others are there"
                            .formatted(refused.size(), all, to.name()));
        }
        if (!changing.isEmpty()) {
            throw ExitCode.DISK.failure(
                    "%d files were written while they were copied; all others are there: run the same again"
                            .formatted(changing.size()));
        }
    }

    private int count(Done done) {
        return counts.getOrDefault(done, 0);
    }
}
