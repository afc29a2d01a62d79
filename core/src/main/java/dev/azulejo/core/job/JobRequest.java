package dev.azulejo.core.job;

import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.storage.StorageUri;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `request.json`: what was asked for, with everything resolved that decides the result.
///
/// @param recipe the name it was asked under
/// @param steps the models to run, pinned to their weights
/// @param otherChains what the recipe comes to by other scales, where a size is asked for: plan takes the one that
///     suits the image
/// @param target the size of the result; absent where it follows from the scale
/// @param page of a source that has several: the first is 1
/// @param chosen which steps a recipe took that looks at its source, and why, in plain words; follows from the
///     rest
/// @param destination where the result goes
/// @param problems all that is wrong with what was asked for, a line each, so that plan refuses it; absent when
///     nothing is
/// @param correlation by what those who wait know it; absent where the one who asked waits beside it. No part of the
///     job's identity
public record JobRequest(
        int schema,
        JobId job,
        SourceRef source,
        String recipe,
        List<Step> steps,
        int scale,
        List<Chain> otherChains,
        @Nullable TargetSize target,
        int page,
        @Nullable String chosen,
        OutputSpec output,
        GeometrySpec geometry,
        StorageUri destination,
        String pipelineVersion,
        @Nullable List<String> problems,
        @Nullable Correlation correlation) {
    public static final int SCHEMA = 1;

    /// Changes when the same request would give other bytes than before.
    public static final String PIPELINE_VERSION = "5";

    /// Results have whole pixels: a little more than a scale is that scale.
    private static final double ROUNDING = 1.01;

    public JobRequest {
        steps = List.copyOf(steps);
        otherChains = List.copyOf(otherChains);
        problems = problems == null || problems.isEmpty() ? null : List.copyOf(problems);
    }

    /// A request for a result whose size follows from the scale.
    public static JobRequest of(
            SourceRef source,
            int page,
            Chain chain,
            OutputSpec output,
            GeometrySpec geometry,
            StorageUri destination,
            List<String> problems) {
        return of(source, page, chain, List.of(), null, output, geometry, destination, problems);
    }

    /// The request for these parts; its id follows from them. The recipe is only a name for its steps: two
    /// names for the same steps are one job. With `problems` it is one that must be refused: the job tells of
    /// them when it ends.
    public static JobRequest of(
            SourceRef source,
            int page,
            Chain chain,
            List<Chain> otherChains,
            @Nullable TargetSize target,
            OutputSpec output,
            GeometrySpec geometry,
            StorageUri destination,
            List<String> problems) {
        var canonical = new CanonicalText()
                .add("source", source.uri())
                .add("version", source.version())
                .add("page", page)
                .add("output", output)
                .add("geometry", geometry)
                .add("destination", destination)
                .add("pipeline", PIPELINE_VERSION);
        addColour(canonical, output.colour());
        addSteps(canonical, chain);
        if (target != null) {
            canonical.add("target", target);
        }
        otherChains.forEach(other -> addSteps(canonical.add("scale", other.scale()), other));
        if (chain.steps().isEmpty()) {
            canonical.add("recipe", chain.recipe()); // one that does not exist: nothing else tells such orders apart
        }
        problems.forEach(problem -> canonical.add("problem", problem));
        return new JobRequest(
                SCHEMA,
                JobId.of(canonical.hash()),
                source,
                chain.recipe(),
                chain.steps(),
                chain.scale(),
                otherChains,
                target,
                page,
                chain.chosen(),
                output,
                geometry,
                destination,
                PIPELINE_VERSION,
                problems,
                null);
    }

    /// The same, for somebody who knows it by that.
    public JobRequest knownBy(Correlation newCorrelation) {
        return new JobRequest(
                schema,
                job,
                source,
                recipe,
                steps,
                scale,
                otherChains,
                target,
                page,
                chosen,
                output,
                geometry,
                destination,
                pipelineVersion,
                problems,
                newCorrelation);
    }

    private static void addSteps(CanonicalText canonical, Chain chain) {
        for (var step : chain.steps()) {
            canonical.add("model", step.model()).add("weights", step.sha256());
            if (step.strength() != null) {
                canonical.add("strength", step.strength());
            }
        }
    }

    /// The chain that enlarges no more than an image of that size asks for, or as far as any does.
    public Chain chainFor(double enlargement) {
        var asked = new Chain(recipe, steps, scale, chosen);
        return Stream.concat(Stream.of(asked), otherChains.stream())
                .min(Comparator.<Chain>comparingDouble(chain -> Math.max(0, enlargement - ROUNDING * chain.scale()))
                        .thenComparingInt(Chain::scale))
                .orElse(asked);
    }

    /// Of a profile the text of the output has the length alone.
    private static void addColour(CanonicalText canonical, @Nullable OutputColour colour) {
        if (colour != null && colour.profile() != null) {
            canonical.add(
                    "profile", CanonicalText.Hash.of(colour.profile().bytes()).hex());
        }
    }
}
