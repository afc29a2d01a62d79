package dev.azulejo.functions.pool;

/// Shards, and the seconds that one worker works on all of them together.
record Work(double seconds, int shards) {
    static final Work NONE = new Work(0, 0);

    /// Of a shard of which nothing is known: plan cuts them to that size, if nothing else limits them.
    private static final double USUAL_SECONDS = 30;

    /// What came before so many shards tells little of those that wait.
    private static final int MOST_SHARDS = 2_000;

    static Work unknown(int shards) {
        return new Work(USUAL_SECONDS * shards, shards);
    }

    Work plus(Work other) {
        return new Work(seconds + other.seconds, shards + other.shards);
    }

    /// For a mean that follows what comes.
    Work fading() {
        return shards <= MOST_SHARDS ? this : new Work(seconds / 2, shards / 2);
    }

    double secondsPerShard() {
        return shards == 0 ? USUAL_SECONDS : seconds / shards;
    }
}
