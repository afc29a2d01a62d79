package dev.azulejo.core.job.request;

import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `request.json`: a request with everything resolved that decides its results.
///
/// @param page of a source that has several: the first is 1
/// @param chain the models to run, pinned to their weights; of which the recipe is only a name
/// @param otherChains what the recipe comes to by other scales, where sizes are asked for: plan takes the
///     one that suits the image
/// @param outputs what is to be made of the tiles; the first is the main result
/// @param problems all that is wrong with what was asked for, a line each, so plan refuses it; absent
///     when nothing is
/// @param correlation identifies it to those who wait for its end; absent if the caller waits itself. No
///     part of the job's identity
/// @param bulk true if it was asked for in one request with others, and waits in a line of its own; else
///     absent. No part of the job's identity
public record JobRequest(
        int schema,
        JobId job,
        SourceRef source,
        int page,
        Chain chain,
        List<Chain> otherChains,
        List<WantedResult> outputs,
        GeometrySpec geometry,
        String pipelineVersion,
        @Nullable List<String> problems,
        @Nullable Correlation correlation,
        @Nullable Boolean bulk) {
    public static final int SCHEMA = 2;

    /// The version that changes when the same request would give other bytes than before.
    public static final String PIPELINE_VERSION = "9";

    /// The tolerance for rounding: as results have whole pixels, a little more than a scale is that scale.
    private static final double ROUNDING = 1.01;

    public JobRequest {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one output");
        }
        otherChains = List.copyOf(otherChains);
        outputs = List.copyOf(outputs);
        problems = problems == null || problems.isEmpty() ? null : List.copyOf(problems);
    }

    /// Makes a request for one result, by a chain that is settled.
    public static JobRequest of(
            SourceRef source,
            int page,
            Chain chain,
            WantedResult output,
            GeometrySpec geometry,
            List<String> problems) {
        return of(source, page, chain, List.of(), List.of(output), geometry, problems);
    }

    /// Makes the request of these parts; its id follows from them. The recipe is only a name for its steps:
    /// two names for the same steps are one job, except for a chain whose steps plan chooses anew (see
    /// [Chain#looks]). A request with `problems` must be refused, and the job reports them when it ends.
    public static JobRequest of(
            SourceRef source,
            int page,
            Chain chain,
            List<Chain> otherChains,
            List<WantedResult> outputs,
            GeometrySpec geometry,
            List<String> problems) {
        var text = new CanonicalText()
                .add("source", source.uri().toString())
                .add("version", source.version())
                .add("page", page)
                .part("chain", part -> addSteps(part, chain))
                .part("geometry", geometry::addTo)
                .add("pipeline", PIPELINE_VERSION);
        otherChains.forEach(other -> text.part("other", part -> addSteps(part.add("scale", other.scale()), other)));
        outputs.forEach(output -> text.part("output", output::addTo));
        problems.forEach(problem -> text.add("problem", problem));
        return new JobRequest(
                SCHEMA,
                JobId.of(text.hash()),
                source,
                page,
                chain,
                otherChains,
                outputs,
                geometry,
                PIPELINE_VERSION,
                problems,
                null,
                null);
    }

    /// Returns the request for the same results, each copied to the place that `copies` names: another job.
    public JobRequest copied(Function<WantedResult, StorageUri> copies) {
        var copied = outputs.stream()
                .map(output -> output.copiedTo(copies.apply(output)))
                .toList();
        return of(source, page, chain, otherChains, copied, geometry, problems == null ? List.of() : problems);
    }

    /// Returns this request with a correlation for those who wait for its end.
    public JobRequest knownBy(Correlation newCorrelation) {
        return noted(newCorrelation, bulk);
    }

    public JobRequest inBulk() {
        return noted(correlation, true);
    }

    private JobRequest noted(@Nullable Correlation newCorrelation, @Nullable Boolean newBulk) {
        return new JobRequest(
                schema,
                job,
                source,
                page,
                chain,
                otherChains,
                outputs,
                geometry,
                pipelineVersion,
                problems,
                newCorrelation,
                newBulk);
    }

    /// Whether the job was asked for with others.
    public boolean waitsInBulk() {
        return Boolean.TRUE.equals(bulk);
    }

    private static void addSteps(CanonicalText text, Chain chain) {
        if (chain.offers() != null) { // the same steps by another recipe may give other bytes
            chain.offers()
                    .forEach(offer -> text.part("offer", part -> add(offer.step(), part.add("for", offer.model()))));
        }
        if (chain.steps().isEmpty()) {
            text.add("recipe", chain.recipe()); // one that does not exist: nothing else tells such orders apart
        }
        for (var step : chain.steps()) {
            text.part("step", part -> add(step, part));
        }
    }

    private static void add(Step step, CanonicalText text) {
        text.add("model", step.model())
                .add("weights", step.sha256())
                .addIfSaid("strength", step.strength())
                .addIfSaid("denoise", step.denoise());
        if (step.engine() != null) {
            text.add("engine", step.engine());
        }
    }

    public String recipe() {
        return chain.recipe();
    }

    public WantedResult main() {
        return outputs.getFirst();
    }

    /// Where the main result goes.
    public StorageUri destination() {
        return main().destination();
    }

    /// Whether every result has a size of its own, so none depends on the scale of the chain.
    public boolean saysSizes() {
        return outputs.stream().allMatch(WantedResult::saysSize);
    }

    /// The chain that enlarges at least by `enlargement` but no more than necessary, or the one that comes
    /// closest.
    public Chain chainFor(double enlargement) {
        return Stream.concat(Stream.of(chain), otherChains.stream())
                .min(Comparator.<Chain>comparingDouble(chain -> Math.max(0, enlargement - ROUNDING * chain.scale()))
                        .thenComparingInt(Chain::scale))
                .orElse(chain);
    }
}
