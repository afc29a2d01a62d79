package dev.azulejo.inference.ladder;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a model that pools on a rung that rounds to 16 bits, but finds the means of the whole image on one
/// that does not. Each mean affects all of a feature map, so an error in it is in every pixel: means of
/// rounded maps cost CUnet 0.18 dB, rounded tiles with exact means 0.01. The sample is small for any image.
public final class PreciseMeans implements Rung {
    private final Rung rounding;
    private final Supplier<Rung> opening;
    private final Runnable release;
    private @Nullable Rung precise;

    /// @param opening opens the precise rung, when the first image is sampled
    /// @param release returns the memory that the precise rung has used, as it runs no tiles
    public PreciseMeans(Rung rounding, Supplier<Rung> opening, Runnable release) {
        this.rounding = rounding;
        this.opening = opening;
        this.release = release;
    }

    @Override
    public String name() {
        return rounding.name();
    }

    @Override
    public void run(Planes input, ImageFacts facts, Planes output) {
        rounding.run(input, facts, output);
    }

    @Override
    public void look(Planes input, ImageFacts facts, Planes output, RoundedAnswer rounded) {
        rounding.look(input, facts, output, rounded);
    }

    @Override
    public boolean shrinks() {
        return rounding.shrinks();
    }

    @Override
    public Rung within(Sides inner) {
        return rounding.within(inner);
    }

    @Override
    public float[] means(List<Planes> sample, ImageFacts facts) {
        var means = opened().means(sample, facts);
        release.run();
        return means;
    }

    private synchronized Rung opened() {
        var made = precise;
        if (made == null) {
            made = opening.get();
            precise = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        rounding.close();
        if (precise != null) {
            precise.close();
        }
    }
}
