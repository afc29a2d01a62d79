package dev.azulejo.cloud;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The functions of the pipeline. All are deployed from one zip; [Variable#HANDLER] says which one a function is, and
/// the table below which other variables it then needs.
public enum PipelineFunction {
    INTAKE,
    PLAN,
    CLAIM,
    ENHANCE_CLOSE,
    STITCH_STRIP,
    STITCH_CLOSE,
    DELIVER,
    NOTIFY,
    DEAD_LETTER;

    /// The name of its handler, and of the function in logs and metrics.
    public String handler() {
        return Names.kebab(this);
    }

    /// Whether it cannot work without `variable`, which is one that the deployment tells all functions.
    public boolean needs(Variable variable) {
        return switch (variable) {
            case WORK -> true;
            case INBOX -> this == PLAN || needs(Variable.OUTBOX);
            case OUTBOX -> this == INTAKE || this == DELIVER || this == NOTIFY || this == DEAD_LETTER;
            case BUS -> this == NOTIFY;
            default -> false;
        };
    }

    public static Optional<PipelineFunction> named(String handler) {
        return Arrays.stream(values())
                .filter(function -> function.handler().equals(handler))
                .findFirst();
    }

    /// All names, for people.
    public static String handlers() {
        return Arrays.stream(values()).map(PipelineFunction::handler).collect(Collectors.joining(", "));
    }
}
