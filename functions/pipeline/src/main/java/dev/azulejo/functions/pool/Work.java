package dev.azulejo.functions.pool;

/// Shards, and the seconds that one worker needs for all of them together.
record Work(double seconds, int shards) {
    static final Work NONE = new Work(0, 0);

    /// The seconds of a shard of unknown work: the size to which plan cuts them, if nothing else limits
    /// them.
    private static final double USUAL_SECONDS = 30;

    /// The number of shards from which earlier ones say little about those that wait.
    private static final int MOST_SHARDS = 2_000;

    static Work unknown(int shards) {
        return new Work(USUAL_SECONDS * shards, shards);
    }

    Work plus(Work other) {
        return new Work(seconds + other.seconds, shards + other.shards);
    }

    /// Halves the counts when they are large, so the mean follows newer work.
    Work fading() {
        return shards <= MOST_SHARDS ? this : new Work(seconds / 2, shards / 2);
    }

    double secondsPerShard() {
        return shards == 0 ? USUAL_SECONDS : seconds / shards;
    }
}
