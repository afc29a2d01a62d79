package dev.azulejo.cloud;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The functions of the pipeline. All are deployed from one zip; [Variable#FUNCTION] says which one a function is, and
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
    WEBHOOK,
    CONNECT,
    DEAD_LETTER,
    OVERDUE,
    POOL;

    /// The function's name, in logs and metrics too.
    public String text() {
        return Names.kebab(this);
    }

    /// Whether the function cannot work without `variable`, one of those that the deployment gives all
    /// functions.
    public boolean needs(Variable variable) {
        return switch (variable) {
            case WORK -> true;
            case INBOX -> this == PLAN || needs(Variable.OUTBOX);
            case OUTBOX ->
                this == INTAKE
                        || this == DELIVER
                        || this == NOTIFY
                        || this == WEBHOOK
                        || this == CONNECT
                        || this == DEAD_LETTER;
            case BUS -> this == NOTIFY;
            case DELIVERIES -> this == WEBHOOK;
            case SECRETS -> this == CONNECT;
            case TASKS, WORKER_QUEUE, WORKER_DEFINITION -> this == POOL;
            default -> false;
        };
    }

    public static Optional<PipelineFunction> named(String text) {
        return Arrays.stream(values())
                .filter(function -> function.text().equals(text))
                .findFirst();
    }

    /// All names in one text, for people.
    public static String names() {
        return Arrays.stream(values()).map(PipelineFunction::text).collect(Collectors.joining(", "));
    }
}
