package dev.azulejo.cloud;

import dev.azulejo.core.job.StageTrigger;
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
    /// Manifest to inferred: a message for each shard, and a wait for the worker that took it.
    ENHANCE(StageTrigger.INFER),
    /// Inferred to stitched: a call for each run of strips.
    STITCH(StageTrigger.STITCH);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final StageTrigger trigger;

    Machine(StageTrigger trigger) {
        this.trigger = trigger;
    }

    /// The object that starts an execution. Its input is `{"id": event id, "bucket": ..., "key": ...}` of that object.
    public StageTrigger trigger() {
        return trigger;
    }

    /// Its name: of its claims, and where it tells a function which one it is.
    public String text() {
        return Names.kebab(this);
    }

    public static Optional<Machine> named(String text) {
        return Arrays.stream(values())
                .filter(machine -> machine.text().equals(text))
                .findFirst();
    }

    /// The machine that does `stage`, if one does.
    public static Optional<Machine> of(StageTrigger stage) {
        return Arrays.stream(values())
                .filter(machine -> machine.trigger == stage)
                .findFirst();
    }

    /// The functions that it calls, in the order of their constants.
    public List<PipelineFunction> functions() {
        var placeholders = placeholders();
        return Arrays.stream(PipelineFunction.values())
                .filter(function -> placeholders.contains(Names.pascal(function)))
                .toList();
    }

    /// The definition, with a placeholder such as `${WorkBucket}` for whatever only a deployment knows.
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
