package dev.azulejo.core.job.key;

import dev.azulejo.storage.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which object starts which stage: the whole pipeline in one table. The local dispatcher, the event rules and
/// the tests are all made from it.
public enum StageTrigger {
    PLAN("start.json"),
    INFER("manifest.json"),
    STITCH("inferred.json"),
    DELIVER("stitched.json"),
    NOTIFY("outcome.json");

    private static final Map<String, StageTrigger> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StageTrigger::objectName, stage -> stage));

    private final String objectName;

    StageTrigger(String objectName) {
        this.objectName = objectName;
    }

    public String objectName() {
        return objectName;
    }

    public String key(Attempt attempt) {
        return JobKeys.folder(attempt) + objectName;
    }

    /// The stage that starts when an object of the work place appears; empty for most objects. The attempt
    /// is [JobKeys#attemptOf].
    public static Optional<StageTrigger> of(String key) {
        var trigger = BY_NAME.get(key.substring(key.lastIndexOf('/') + 1));
        return trigger == null ? Optional.empty() : JobKeys.attemptOf(key).map(_ -> trigger);
    }

    /// Whether the stage is no longer needed once the job's end is decided. Deliver and notify carry the
    /// decision out.
    public boolean endsWithDecision() {
        return this == PLAN || this == INFER || this == STITCH;
    }

    /// The stages that come after this one, in their order.
    public List<StageTrigger> later() {
        return Arrays.stream(values()).dropWhile(stage -> stage != this).skip(1).toList();
    }

    /// The stage that an attempt waits for: the one started by the furthest object it has.
    public static Optional<StageTrigger> dueFor(Attempt attempt, Storage work) {
        return Arrays.stream(values())
                .filter(trigger -> work.exists(trigger.key(attempt)))
                .reduce((earlier, later) -> later);
    }
}
