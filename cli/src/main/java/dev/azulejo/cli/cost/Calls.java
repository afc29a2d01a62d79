package dev.azulejo.cli.cost;

/// The calls that an image causes in a deployment: a fixed part, and one for each shard and for each call
/// that encodes strips. For one shard and one call `FunctionMemoryIT` counts all of them, of 12 megapixels;
/// what more of them take is an estimate for requests to S3, and follows from the machines' definitions for
/// all else.
///
/// @param shards from 1 on
/// @param runs calls of `stitch-strip`, from 1 on
public record Calls(int shards, int runs) {
    /// Intake, plan, two claims, two closes, deliver, notify and the webhook function.
    private static final int FUNCTIONS = 9;

    public Calls {
        if (shards < 1 || runs < 1) {
            throw new IllegalArgumentException("%d shards and %d runs".formatted(shards, runs));
        }
    }

    /// States that both machines and the children of a Map enter.
    public int transitions() {
        int enhance = shards == 1 ? 9 : 8 + 3 * shards;
        int stitch = runs == 1 ? 8 : 8 + runs;
        return enhance + stitch;
    }

    public int functionCalls() {
        return FUNCTIONS + runs;
    }

    /// Requests to S3 that write or list.
    public int writes() {
        return 28 + 5 * shards + 3 * runs;
    }

    /// All other requests to S3.
    public int reads() {
        return 128 + 14 * shards + 10 * runs;
    }

    /// The number of events: of objects that start a stage, the source, and the end. S3 tells EventBridge
    /// of every object that is written.
    public int events() {
        return writes() / 2 + 2;
    }

    /// A task is sent, received, extended and deleted.
    public int queueRequests() {
        return 4 * shards + 2;
    }
}
