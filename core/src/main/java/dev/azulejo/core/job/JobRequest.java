package dev.azulejo.core.job;

import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `request.json`: what was asked for, with everything resolved that decides the result.
///
/// @param recipe the name it was asked under
/// @param steps the models to run, pinned to their weights
/// @param destination where the result goes
/// @param problems all that is wrong with what was asked for, a line each, so that plan refuses it; absent when nothing
/// is
public record JobRequest(
        int schema,
        JobId job,
        SourceRef source,
        String recipe,
        List<Step> steps,
        int scale,
        OutputSpec output,
        GeometrySpec geometry,
        StorageUri destination,
        String pipelineVersion,
        @Nullable List<String> problems) {
    public static final int SCHEMA = 1;

    /// Changes when the same request would give other bytes than before.
    public static final String PIPELINE_VERSION = "1";

    public JobRequest {
        steps = List.copyOf(steps);
        problems = problems == null || problems.isEmpty() ? null : List.copyOf(problems);
    }

    /// The request for these parts; its id follows from them. The recipe is only a name for its steps: two names for
    /// the same steps are one job.
    public static JobRequest of(
            SourceRef source,
            String recipe,
            List<Step> steps,
            int scale,
            OutputSpec output,
            GeometrySpec geometry,
            StorageUri destination) {
        return of(source, recipe, steps, scale, output, geometry, destination, List.of());
    }

    /// The same for a request that must be refused if there are `problems`: the job tells of them when it ends.
    public static JobRequest of(
            SourceRef source,
            String recipe,
            List<Step> steps,
            int scale,
            OutputSpec output,
            GeometrySpec geometry,
            StorageUri destination,
            List<String> problems) {
        var canonical = new CanonicalText()
                .add("source", source.uri())
                .add("version", source.version())
                .add("output", output)
                .add("geometry", geometry)
                .add("destination", destination)
                .add("pipeline", PIPELINE_VERSION);
        steps.forEach(step -> canonical.add("model", step.model()).add("weights", step.sha256()));
        if (steps.isEmpty()) {
            canonical.add("recipe", recipe); // one that does not exist: nothing else tells such orders apart
        }
        problems.forEach(problem -> canonical.add("problem", problem));
        return new JobRequest(
                SCHEMA,
                JobId.of(canonical.hash()),
                source,
                recipe,
                steps,
                scale,
                output,
                geometry,
                destination,
                PIPELINE_VERSION,
                problems);
    }
}
