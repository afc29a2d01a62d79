package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.inference.card.ConditionTensors;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.ladder.ImageFacts;
import dev.azulejo.inference.ladder.NumericsLadder;
import dev.azulejo.inference.ladder.Rung;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A model in an engine. It reads and writes the planes' own buffers, without copying samples. A variant
/// made for one image shares its sessions, and ends with it.
final class ModelUpscaler implements Upscaler, AutoCloseable {
    private static final double LEVELS = 255;
    private static final double WHOLE = 100;

    private final InstalledModel model;
    private final NumericsLadder ladder;
    private final String fingerprint;
    private final ImageFacts facts;
    private final Grain grain;
    private final Sides inner;
    private final ConcurrentHashMap<Double, ModelUpscaler> byStrength = new ConcurrentHashMap<>();

    ModelUpscaler(InstalledModel model, NumericsLadder ladder, String fingerprint) {
        this(model, ladder, fingerprint, untold(model), Grain.NONE, Sides.NONE);
    }

    private ModelUpscaler(
            InstalledModel model,
            NumericsLadder ladder,
            String fingerprint,
            ImageFacts facts,
            Grain grain,
            Sides inner) {
        this.model = model;
        this.ladder = ladder;
        this.fingerprint = fingerprint;
        this.facts = facts;
        this.grain = grain;
        this.inner = inner;
    }

    @Override
    public int scale() {
        return model.card().scale();
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        var answered = answered(input, output);
        var said = ladder().run(input, facts, answered, output);
        grain.putBack(input, answered, output);
        return said;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output, RoundedAnswer rounded) {
        if (grain.isNone()) {
            return ladder().run(input, facts, answered(input, output), output, rounded);
        }
        rounded.discard();
        return upscale(input, output);
    }

    private NumericsLadder ladder() {
        return inner.isNone() ? ladder : ladder.within(inner);
    }

    @Override
    public int shrinksBy() {
        return ladder.shrinks() ? model.card().receptiveField().haloPx() : 0;
    }

    @Override
    public Upscaler within(Sides of) {
        return of.equals(inner) || !ladder.shrinks()
                ? this
                : new ModelUpscaler(model, ladder, fingerprint, facts, grain, of);
    }

    /// The part of the input that the output covers.
    ///
    /// @throws IllegalStateException for a model that needs a sample of the image and was not fitted to one
    private Rect answered(Planes input, Planes output) {
        var answered = inner.cut(input.bounds(), shrinksBy());
        boolean fits = output.width() == answered.width() * scale() && output.height() == answered.height() * scale();
        if (!fits || input.bands() != 3 || output.bands() != 3) {
            throw new IllegalArgumentException("model %s makes three bands %d times as large, not %s of %s"
                    .formatted(model.id(), scale(), shape(output), shape(input)));
        }
        for (var tensors : model.told()) {
            if (!facts.suffices(tensors)) {
                throw new IllegalStateException(
                        "model %s must be fitted to a sample of the image before its first tile".formatted(model.id()));
            }
        }
        return answered;
    }

    /// Fits the model to an image. A given strength stays; otherwise noise is estimated (see
    /// [NoiseEstimate]). Means are taken over all crops in one run.
    @Override
    public Upscaler fitted(List<Planes> sample) {
        if (model.told().stream().allMatch(facts::suffices)) {
            return this;
        }
        if (sample.isEmpty()) {
            throw new IllegalArgumentException("model %s cannot be fitted to no sample".formatted(model.id()));
        }
        var found = facts;
        for (var tensors : model.told()) { // noise first: a model that pools as well must be told it
            if (tensors instanceof ConditionTensors.Told noise && !found.suffices(noise)) {
                float estimate = Math.clamp(NoiseEstimate.of(sample), noise.least(), noise.most());
                found = found.with(Condition.NOISE, estimate);
            }
        }
        for (var tensors : model.told()) {
            if (tensors instanceof ConditionTensors.Pooled && !found.suffices(tensors)) {
                found = found.withMeans(ladder.means(sample, found));
            }
        }
        return new ModelUpscaler(model, ladder, fingerprint, found, grain, inner);
    }

    /// A variant of this model that leaves a part of the noise as grain.
    ///
    /// @throws PermanentFailure when the model is not told of noise
    ModelUpscaler removing(int percent) {
        if (scale() > 1 || !model.card().conditions().contains(Condition.NOISE)) {
            throw new PermanentFailure(
                    "model %s removes no noise, so not %d %% of it; leave that out".formatted(model.id(), percent));
        }
        return new ModelUpscaler(model, ladder, fingerprint, facts, Grain.without(percent), inner);
    }

    /// A variant of this model that removes the given noise, in levels of 255, or the loss by a JPEG, 100 less
    /// its quality; repeated calls return the same one.
    ///
    /// @throws PermanentFailure when the model takes no strength, or not that one
    ModelUpscaler withStrength(double strength) {
        return byStrength.computeIfAbsent(strength, this::told);
    }

    /// A strength is that of the noise, if the model is told of both.
    private ModelUpscaler told(double strength) {
        var told = number(model, Condition.NOISE)
                .map(noise -> facts.with(Condition.NOISE, deviation(noise, strength)))
                .or(() -> number(model, Condition.JPEG).map(jpeg -> facts.with(Condition.JPEG, loss(jpeg, strength))))
                .orElseThrow(
                        () -> new PermanentFailure("model %s takes no strength; leave it out".formatted(model.id())));
        return new ModelUpscaler(model, ladder, fingerprint, told, grain, inner);
    }

    private float deviation(ConditionTensors.Told noise, double strength) {
        float deviation = (float) (strength / LEVELS);
        if (!(deviation >= noise.least() && deviation <= noise.most())) {
            throw new PermanentFailure("model %s removes noise of %.0f to %.0f levels of 255, not of %s"
                    .formatted(model.id(), noise.least() * LEVELS, noise.most() * LEVELS, strength));
        }
        return deviation;
    }

    /// What a model knows of JPEG ends somewhere; a worse one is told as the worst.
    private static float loss(ConditionTensors.Told jpeg, double strength) {
        return Math.clamp((float) (strength / WHOLE), jpeg.least(), jpeg.most());
    }

    /// Where no step says what a JPEG lost, it lost nothing. Noise must be estimated.
    private static ImageFacts untold(InstalledModel model) {
        return number(model, Condition.JPEG)
                .map(jpeg -> ImageFacts.NONE.with(Condition.JPEG, jpeg.least()))
                .orElse(ImageFacts.NONE);
    }

    private static Optional<ConditionTensors.Told> number(InstalledModel model, Condition condition) {
        return model.told().stream()
                .flatMap(tensors -> tensors instanceof ConditionTensors.Told told ? Stream.of(told) : Stream.of())
                .filter(told -> told.condition() == condition)
                .findFirst();
    }

    ImageFacts facts() {
        return facts;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        ladder.rungs().forEach(Rung::close);
    }

    private static String shape(Planes planes) {
        return "%dx%dx%d".formatted(planes.width(), planes.height(), planes.bands());
    }
}
