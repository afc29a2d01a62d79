package dev.azulejo.core.job;

import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.util.List;

/// `request.json`: what was asked for, with everything resolved that decides the result.
///
/// @param recipe the name it was asked under
/// @param steps the models to run, pinned to their weights
/// @param destination where the result goes
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
        String pipelineVersion) {
    public static final int SCHEMA = 1;

    /// Changes when the same request would give other bytes than before.
    public static final String PIPELINE_VERSION = "1";

    public JobRequest {
        steps = List.copyOf(steps);
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
                PIPELINE_VERSION);
    }
}
