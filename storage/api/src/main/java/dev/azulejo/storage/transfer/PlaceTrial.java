package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableStorage;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Tries a place out before anything depends on it: some servers store other bytes than they were sent and
/// answer that all is well, which only reading back shows. The trial's objects are removed again.
public final class PlaceTrial {
    /// The size of the trial's object: more than a buffer, and no multiple of one.
    private static final int BYTES = (1 << 20) + 12_345;

    private PlaceTrial() {}

    /// One step of the trial.
    ///
    /// @param problem empty if it went well
    public record Step(String what, String problem) {
        public boolean isFine() {
            return problem.isEmpty();
        }
    }

    /// @return the steps, up to the first that failed
    public static List<Step> of(Storage place) {
        var key = ".trial-" + UUID.randomUUID();
        var bytes = new byte[BYTES];
        new Random(BYTES).nextBytes(bytes);
        var steps = new ArrayList<Step>();
        try {
            boolean isFine = tried(steps, "write 1 MiB", () -> write(place, key, bytes))
                    && tried(steps, "read it back, byte for byte", () -> same(place.readAll(key), bytes))
                    && tried(
                            steps,
                            "read a piece of it",
                            () -> same(
                                    place.readRange(key, 500_000, 70_000), Arrays.copyOfRange(bytes, 500_000, 570_000)))
                    && tried(steps, "its size and metadata", () -> known(place, key))
                    && tried(steps, "find it in a listing", () -> listed(place, key))
                    && tried(steps, "not write where something lies", () -> refused(place, key));
            if (isFine) {
                tried(steps, "delete it", () -> gone(place, key));
            }
        } finally {
            removed(place, key);
        }
        return steps;
    }

    /// Describes what the place can do beyond that.
    public static List<String> abilities(Storage place) {
        var abilities = new ArrayList<String>();
        abilities.add(
                place instanceof JobStorage
                        ? "holds jobs: its conditions hold between any number of machines"
                        : "holds no jobs: two that write to one key at once may both hear that they were first");
        abilities.add(
                place instanceof ResumableStorage
                        ? "large uploads go on after a death"
                        : "large uploads begin again after a death");
        abilities.add(
                place instanceof ChangeFeed ? "tells what has changed" : "must be listed to find what has changed");
        return abilities;
    }

    private interface Trial {
        /// @return the problem, or an empty text
        String result() throws IOException;
    }

    private static boolean tried(List<Step> steps, String what, Trial trial) {
        String problem;
        try {
            problem = trial.result();
        } catch (StorageFailure | IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        steps.add(new Step(what, problem));
        return problem.isEmpty();
    }

    private static String write(Storage place, String key, byte[] bytes) {
        return place.write(key, bytes, Map.of("trial", "å"), Precondition.NONE) ? "" : "it was refused";
    }

    private static String same(byte[] found, byte[] expected) {
        int at = Arrays.mismatch(found, expected);
        return at < 0
                ? ""
                : "other bytes came back than were written, from byte %d on (%d of %d bytes): this place damages what it is given"
                        .formatted(at, found.length, expected.length);
    }

    private static String known(Storage place, String key) {
        var stat = place.stat(key).orElseThrow(() -> new NoSuchObject("it is not there", null));
        if (stat.bytes() != BYTES) {
            return "it is said to have %d bytes instead of %d".formatted(stat.bytes(), BYTES);
        }
        return stat.metadata().equals(Map.of("trial", "å")) ? "" : "its metadata is %s".formatted(stat.metadata());
    }

    private static String listed(Storage place, String key) {
        try (var found = place.list(key)) {
            return found.map(ObjectStat::key).toList().equals(List.of(key)) ? "" : "it is not in the listing";
        }
    }

    private static String refused(Storage place, String key) {
        return place.write(key, new byte[] {1}, Map.of(), Precondition.ABSENT)
                ? "it was overwritten, although nothing should have been there"
                : "";
    }

    private static String gone(Storage place, String key) {
        place.delete(key);
        return place.exists(key) ? "it is still there" : "";
    }

    private static void removed(Storage place, String key) {
        try {
            place.delete(key);
        } catch (StorageFailure _) {
            // the step that failed has said what is wrong
        }
    }
}
