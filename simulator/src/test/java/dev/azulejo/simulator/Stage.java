package dev.azulejo.simulator;

import dev.azulejo.cloud.PipelineFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The stages that run in the simulator's cloud: rows of the table in `docs/faults.md`.
enum Stage {
    INTAKE("intake#\\d+'*", "intake event comes %d times", PipelineFunction.INTAKE),
    PLAN("plan#\\d+'*", "plan event comes %d times", PipelineFunction.PLAN),
    /// The two state machines. They run on AWS, so they cannot be killed or denied, but their calls may
    /// fail.
    MACHINE("(enhance|stitch)#\\d+", "infer event comes %d times", null),
    CLAIM(".*\\.claim#\\d+", "infer event comes %d times", PipelineFunction.CLAIM),
    WORK("worker\\d#\\d+", "a message comes again while it is held", null),
    ENHANCE_CLOSE(".*\\.enhance-close#\\d+", "infer event comes %d times", PipelineFunction.ENHANCE_CLOSE),
    STITCH_STRIP(".*\\.stitch-strip#\\d+", "stitch event comes %d times", PipelineFunction.STITCH_STRIP),
    STITCH_CLOSE(".*\\.stitch-close#\\d+", "stitch event comes %d times", PipelineFunction.STITCH_CLOSE),
    DELIVER("deliver#\\d+'*", "deliver event comes %d times", PipelineFunction.DELIVER),
    NOTIFY("notify#\\d+'*", "notify event comes %d times", PipelineFunction.NOTIFY),
    /// The dead-letter function that ends the job of a plan that died three times.
    LETTER_OF_PLAN("letter#\\d+'*", "the letter comes twice", PipelineFunction.DEAD_LETTER),
    /// The dead-letter function that delivers after a deliver had decided to and died three times.
    LETTER_OF_DELIVER("letter#\\d+'*", "the letter comes twice", PipelineFunction.DEAD_LETTER);

    /// The calls at which processes die, so that there is a letter.
    private static final Map<Stage, List<String>> DIE = Map.of(
            LETTER_OF_PLAN, List.of("plan#1 reads *", "plan#1' reads *", "plan#1'' reads *"),
            LETTER_OF_DELIVER,
                    List.of(
                            "deliver#1 writes* outbox:*",
                            "deliver#1' writes* outbox:*",
                            "deliver#1'' writes* outbox:*"));

    private final Pattern processes;
    private final String repeat;
    private final @Nullable PipelineFunction function;

    /// @param processes that do its work
    /// @param repeat kind of the choice that makes it come again
    Stage(String processes, String repeat, @Nullable PipelineFunction function) {
        this.processes = Pattern.compile(processes);
        this.repeat = repeat;
        this.function = function;
    }

    boolean isAt(String process) {
        return processes.matcher(process).matches();
    }

    /// Whether this choice makes the stage come again: a second time, or a third.
    boolean isRepeat(String kind) {
        return kind.equals(repeat) || kind.equals(repeat.formatted(2)) || kind.equals(repeat.formatted(3));
    }

    boolean isOf(PipelineFunction function) {
        return this.function == function;
    }

    /// The processes that die before the stage can begin, each at its first such call.
    List<String> dying() {
        return DIE.getOrDefault(this, List.of());
    }

    /// The stage's name on the page.
    String text() {
        var of = function == null ? "" : " (`%s`)".formatted(function.text());
        return switch (this) {
            case MACHINE -> "the state machines `enhance` and `stitch`";
            case WORK -> "work (the worker)";
            case LETTER_OF_PLAN -> "dead letter of a plan" + of;
            case LETTER_OF_DELIVER -> "dead letter of a delivery" + of;
            default -> name().toLowerCase(Locale.ROOT).replace('_', ' ') + of;
        };
    }

    static boolean has(PipelineFunction function) {
        return Arrays.stream(values()).anyMatch(stage -> stage.isOf(function));
    }
}
