package dev.azulejo.infra;

import dev.azulejo.cloud.PipelineFunction;

/// The memory and timeout of a function. Memory buys processor time too: a whole core at 1,769 MB.
record Capacity(int memoryMb, int timeoutSeconds) {
    static Capacity of(PipelineFunction function) {
        return switch (function) {
            case INTAKE, CLAIM, NOTIFY -> new Capacity(512, 60);
            case POOL -> new Capacity(1024, 60);
            case OVERDUE -> new Capacity(512, 900);
            case PLAN -> new Capacity(3008, 900);
            case WEBHOOK -> new Capacity(1024, 60);
            case CONNECT -> new Capacity(1024, 900);
            case ENHANCE_CLOSE -> new Capacity(1024, 300);
            case STITCH_STRIP -> new Capacity(2048, 900);
            case STITCH_CLOSE, DELIVER, DEAD_LETTER -> new Capacity(1024, 900);
        };
    }

    /// Whether a function starts from a snapshot. A rarely called one must not: its snapshot is put away
    /// after 14 days without a call, and the next calls are refused until there is another. One that is
    /// called every minute stays warm without a snapshot, and a daily look may take its time.
    static boolean startsFromSnapshot(PipelineFunction function) {
        return function != PipelineFunction.DEAD_LETTER
                && function != PipelineFunction.CONNECT
                && function != PipelineFunction.POOL
                && function != PipelineFunction.OVERDUE;
    }
}
