package dev.azulejo.infra;

import java.util.Locale;

/// The functions of the one artifact, and what each may take. Memory buys processor time too: a whole core at 1,769
/// MB.
enum PipelineFunction {
    INTAKE(512, 60),
    PLAN(3008, 900),
    CLAIM(512, 60),
    ENHANCE_CLOSE(1024, 300),
    STITCH_STRIP(2048, 900),
    STITCH_CLOSE(1024, 900),
    DELIVER(1024, 900),
    NOTIFY(512, 60),
    DEAD_LETTER(1024, 900);

    private final int memoryMb;
    private final int timeoutSeconds;

    PipelineFunction(int memoryMb, int timeoutSeconds) {
        this.memoryMb = memoryMb;
        this.timeoutSeconds = timeoutSeconds;
    }

    int memoryMb() {
        return memoryMb;
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    /// Whether it starts from a snapshot. One that is hardly ever called must not: its snapshot is put away after
    /// 14 days without a call, and the next calls are refused until there is another.
    boolean startsFromSnapshot() {
        return this != DEAD_LETTER;
    }

    /// The name of its handler within the artifact.
    String handler() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
