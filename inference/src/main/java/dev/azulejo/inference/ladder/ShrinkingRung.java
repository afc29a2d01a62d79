package dev.azulejo.inference.ladder;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A rung with one session for each kind of tile, depending on which of its sides lie within the image.
/// Each is opened for the first tile of its kind.
public final class ShrinkingRung implements Rung {
    private final Rung whole;
    private final Function<Sides, Rung> opening;
    private final Map<Sides, Rung> opened = new HashMap<>();
    private boolean closed;

    /// @param whole for tiles without such sides
    public ShrinkingRung(Rung whole, Function<Sides, Rung> opening) {
        this.whole = whole;
        this.opening = opening;
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public boolean shrinks() {
        return true;
    }

    @Override
    public synchronized Rung within(Sides inner) {
        if (closed) {
            throw new IllegalStateException(name() + " is closed");
        }
        return inner.isNone() ? whole : opened.computeIfAbsent(inner, opening);
    }

    @Override
    public void run(Planes input, ImageFacts facts, Planes output) {
        whole.run(input, facts, output);
    }

    @Override
    public void look(Planes input, ImageFacts facts, Planes output, RoundedAnswer rounded) {
        whole.look(input, facts, output, rounded);
    }

    @Override
    public float[] means(List<Planes> sample, ImageFacts facts) {
        return whole.means(sample, facts);
    }

    @Override
    public synchronized void close() {
        closed = true;
        whole.close();
        opened.values().forEach(Rung::close);
    }
}
