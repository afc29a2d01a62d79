package dev.azulejo.functions;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The functions of the pipeline. All are deployed from one zip; `QUARKUS_LAMBDA_HANDLER` says which one a
/// function is, and the table below which settings it then needs.
public enum PipelineFunction {
    INTAKE("intake"),
    PLAN("plan"),
    CLAIM("claim"),
    ENHANCE_CLOSE("enhance-close"),
    STITCH_STRIP("stitch-strip"),
    STITCH_CLOSE("stitch-close"),
    DELIVER("deliver"),
    NOTIFY("notify"),
    DEAD_LETTER("dead-letter");

    private final String handler;

    PipelineFunction(String handler) {
        this.handler = handler;
    }

    /// The name of its handler, and of the function in logs and metrics.
    public String handler() {
        return handler;
    }

    /// Whether it cannot work without `setting`.
    boolean needs(Setting setting) {
        return switch (setting) {
            case WORK -> true;
            case INBOX -> this == PLAN || needs(Setting.OUTBOX);
            case OUTBOX -> this == INTAKE || this == DELIVER || this == NOTIFY || this == DEAD_LETTER;
            case BUS -> this == NOTIFY;
            case TUNING -> false;
        };
    }

    /// Whether it decodes or encodes, and so needs libvips.
    boolean readsPixels() {
        return this == PLAN || this == STITCH_STRIP || this == STITCH_CLOSE;
    }

    static Optional<PipelineFunction> named(String handler) {
        return Arrays.stream(values())
                .filter(function -> function.handler.equals(handler))
                .findFirst();
    }

    static String handlers() {
        return Arrays.stream(values()).map(PipelineFunction::handler).collect(Collectors.joining(", "));
    }

    /// What a function is told by its environment.
    enum Setting {
        INBOX("AZULEJO_INBOX", "the bucket of sources"),
        OUTBOX("AZULEJO_OUTBOX", "the bucket of results"),
        WORK("AZULEJO_WORK", "the bucket of jobs"),
        BUS("AZULEJO_BUS", "the event bus that hears how jobs end"),
        TUNING("AZULEJO_TUNING", "whether options may say how work is cut: true in tests alone");

        private final String variable;
        private final String meaning;

        Setting(String variable, String meaning) {
            this.variable = variable;
            this.meaning = meaning;
        }

        String variable() {
            return variable;
        }

        String meaning() {
            return meaning;
        }

        boolean isBucket() {
            return this != BUS && this != TUNING;
        }
    }
}
