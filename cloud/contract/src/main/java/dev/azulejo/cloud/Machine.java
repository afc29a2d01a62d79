package dev.azulejo.cloud;

import dev.azulejo.core.job.key.StageTrigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The stages that are state machines, because they fan out.
///
/// Both begin alike. The event that starts an execution may come again, and each time starts one with a name of its
/// own. So it asks a function for the job's claim. A decided job goes straight to the close; one that another
/// execution holds is left to that. Both end in their close, which compares the objects that are there with the
/// plan, and never believes a state.
public enum Machine {
    /// Takes a job from manifest to inferred: sends a message for each shard, and waits for the worker that
    /// takes it.
    ENHANCE(StageTrigger.INFER),
    /// Takes a job from inferred to stitched: calls a function for each run of strips.
    STITCH(StageTrigger.STITCH);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final StageTrigger trigger;

    Machine(StageTrigger trigger) {
        this.trigger = trigger;
    }

    /// The object that starts an execution. The execution's input is `{"id": event id, "bucket": ...,
    /// "key": ...}` of that object.
    public StageTrigger trigger() {
        return trigger;
    }

    /// The machine's name, in its claims and in its calls to functions.
    public String text() {
        return Names.kebab(this);
    }

    public static Optional<Machine> named(String text) {
        return Arrays.stream(values())
                .filter(machine -> machine.text().equals(text))
                .findFirst();
    }

    /// The machine that does `stage`, if there is one.
    public static Optional<Machine> of(StageTrigger stage) {
        return Arrays.stream(values())
                .filter(machine -> machine.trigger == stage)
                .findFirst();
    }

    /// The functions that the machine calls, in the order of their constants.
    public List<PipelineFunction> functions() {
        var placeholders = placeholders();
        return Arrays.stream(PipelineFunction.values())
                .filter(function -> placeholders.contains(Names.pascal(function)))
                .toList();
    }

    /// The definition, with a placeholder such as `${WorkBucket}` for each thing that only a deployment
    /// knows.
    public String definition() {
        var name = text() + ".asl.json";
        try (var stream = Machine.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of the placeholders, sorted.
    public Set<String> placeholders() {
        var names = new TreeSet<String>();
        PLACEHOLDER.matcher(definition()).results().map(match -> match.group(1)).forEach(names::add);
        return names;
    }
}
