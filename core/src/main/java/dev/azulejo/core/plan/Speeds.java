package dev.azulejo.core.plan;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.recipe.Step;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The speed that a machine has shown, in CPU seconds. For work it has not done yet, the cards are used.
///
/// @param startSeconds until the first tile: the process itself and loading what it needs
/// @param models for a megapixel that goes into a chain of models, by the names of the chain
/// @param others for a megapixel of source and results together, outside models: decoding, packing,
///     encoding; by recipe and format of the main result
/// @param ofCards the time of models here relative to their cards, for chains that have not run yet
public record Speeds(double startSeconds, Map<String, Double> models, Map<String, Double> others, double ofCards) {
    /// The speed of a machine that has done nothing yet.
    public static final Speeds UNKNOWN = new Speeds(3, Map.of(), Map.of(), 1);

    private static final double OTHER_SECONDS_PER_MEGAPIXEL = 0.08;
    private static final double MEGAPIXEL = 1e6;

    /// The weight of a new measurement, if the job was large enough.
    private static final double LEARNED = 0.7;

    /// The most change by one job, as a factor: it may have met a machine in trouble.
    private static final double MOST_CHANGE = 10;

    public Speeds {
        models = Map.copyOf(models);
        others = Map.copyOf(others);
    }

    /// The measured times of one job.
    ///
    /// @param modelSeconds of the CPU within models
    /// @param byCards what the cards of the models state for it
    /// @param otherSeconds of the CPU beside that, of a process that did nothing else; empty of another
    public record Measured(double modelSeconds, double byCards, OptionalDouble otherSeconds) {}

    public Speeds started() {
        return new Speeds(0, models, others, ofCards);
    }

    /// The CPU seconds within models.
    ///
    /// @param byCards what the cards of the models state for it
    public double modelSeconds(JobPlan plan, double byCards) {
        var perMegapixel = models.get(chain(plan));
        return perMegapixel == null
                ? ofCards * byCards
                : perMegapixel * plan.grid().pixelsInferred() / MEGAPIXEL;
    }

    /// The CPU seconds for all else but the start.
    double otherSeconds(JobPlan plan) {
        return others.getOrDefault(work(plan), OTHER_SECONDS_PER_MEGAPIXEL)
                * (plan.image().pixels() + plan.resultPixels())
                / MEGAPIXEL;
    }

    /// Returns these speeds updated by another job. Time outside models is divided between the start and
    /// the pixels in the foreseen proportion, so small jobs teach the one and large jobs the other.
    public Speeds after(JobPlan plan, Measured took) {
        var newModels = new TreeMap<>(models);
        if (took.modelSeconds() > 0) {
            double perMegapixel = took.modelSeconds() * MEGAPIXEL / plan.grid().pixelsInferred();
            newModels.merge(chain(plan), perMegapixel, (old, now) -> old + LEARNED * (now - old));
        }
        double newOfCards = took.modelSeconds() > 0 && took.byCards() > 0
                ? ofCards + LEARNED * (took.modelSeconds() / took.byCards() - ofCards)
                : ofCards;
        double pixels = otherSeconds(plan);
        double foreseen = startSeconds + pixels;
        double factor = Math.clamp(took.otherSeconds().orElse(foreseen) / foreseen, 1 / MOST_CHANGE, MOST_CHANGE);
        double ofStart = startSeconds / foreseen;
        var newOthers = new TreeMap<>(others);
        newOthers.put(
                work(plan), others.getOrDefault(work(plan), OTHER_SECONDS_PER_MEGAPIXEL) * scaled(factor, 1 - ofStart));
        return new Speeds(startSeconds * scaled(factor, ofStart), newModels, newOthers, newOfCards);
    }

    private static double scaled(double factor, double share) {
        return 1 + (factor - 1) * share;
    }

    private static String chain(JobPlan plan) {
        return plan.chain().allSteps().map(Step::model).distinct().collect(Collectors.joining("+"));
    }

    private static String work(JobPlan plan) {
        return plan.chain().recipe() + " "
                + plan.outputs().getFirst().encoding().format().text();
    }
}
