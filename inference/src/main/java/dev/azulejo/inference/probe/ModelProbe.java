package dev.azulejo.inference.probe;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.graph.ShrinkingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Measures what a model is like by running it on one core, instead of trusting its card. For one thread.
public final class ModelProbe implements AutoCloseable {
    private static final int SIDE = 96;
    private static final int WIDEST = 384;
    private static final List<Integer> ALIGNMENTS = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final List<Sides> INNER = List.of(
            new Sides(true, true, true, true),
            new Sides(true, false, false, false),
            new Sides(false, true, false, false),
            new Sides(false, false, true, false),
            new Sides(false, false, false, true));
    private static final long SEED = 5;
    private static final float LEVELS = 255;

    private final Engine engine = Engine.installed();
    private final Provider provider = engine.providers(Device.CPU).getLast();
    private final byte[] weights;
    private final ProbeSession session;
    private final long idleBytes;

    /// Loads the weights in `file` without a card.
    ///
    /// @throws PermanentFailure when they are not a model that reads and gives pictures
    public ModelProbe(Path file) {
        try {
            this.weights = Files.readAllBytes(file);
            this.session = new ProbeSession(engine.open(provider, weights, 1, 0));
            this.idleBytes = ProcessMemory.now();
        } catch (NoSuchFileException e) {
            throw new PermanentFailure("%s is missing".formatted(file), e);
        } catch (IOException e) {
            throw new PermanentFailure("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (EngineFailure e) {
            throw new PermanentFailure(
                    "%s is no model that %s loads: %s".formatted(file, engine.title(), e.reason()), e);
        }
    }

    public String input() {
        return session.input();
    }

    public String output() {
        return session.output();
    }

    /// The inputs beside the picture, which must be set or fitted before anything is measured.
    public List<String> otherInputs() {
        return session.others();
    }

    /// Gives an input beside the picture one number everywhere.
    public void set(String name, float value) {
        session.set(name, value);
    }

    /// Lets the model compute the pooled values of a picture, and uses them from now on.
    public void fit(String pooled, String given, String means, int channels) {
        asking(() -> {
            session.fit(ProbePicture.photograph(256, 256, SEED), pooled, given, means, channels);
            return true;
        });
    }

    /// The side of the only pictures that the model takes; empty if it takes any size.
    public OptionalInt fixedSide() {
        return session.fixedSide();
    }

    private int side() {
        return session.fixedSide().orElse(SIDE);
    }

    /// The model's scale: output pixels for each input pixel and axis.
    public int scale() {
        int side = side();
        var answer = asking(() -> session.run(ProbePicture.photograph(side, side, SEED)));
        if (answer.width() != answer.height() || answer.width() % side != 0) {
            throw new PermanentFailure("the model makes %dx%d of %dx%d: not a whole multiple"
                    .formatted(answer.width(), answer.height(), side, side));
        }
        return answer.width() / side;
    }

    /// The smallest of 1, 2, 4 … 64 whose multiples all are sides that the model takes and answers in full.
    public int alignment(int scale) {
        if (session.fixedSide().isPresent()) {
            return side();
        }
        for (int alignment : ALIGNMENTS) {
            int step = alignment;
            boolean fits = IntStream.of(1, 2, 3).allMatch(multiple -> {
                int side = 64 + multiple * step;
                return session.tryRun(ProbePicture.photograph(side, 64 + step, SEED))
                        .filter(answer -> answer.width() == side * scale && answer.height() == (64 + step) * scale)
                        .isPresent();
            });
            if (fits) {
                return alignment;
            }
        }
        throw new PermanentFailure("the model takes no sides but multiples of more than 64");
    }

    /// How the model's numbers relate to black and white.
    ///
    /// @param difference of the means of a photograph and the answer to it, where white is 1
    /// @param beyond how far an answer to a photograph leaves 0 to 1
    /// @param beyondOnPatterns how far one to checkerboards does
    public record Range(float difference, float beyond, float beyondOnPatterns) {
        /// Whether black is 0 and white 1 to the model.
        public boolean isUnit() {
            return difference < 0.1;
        }
    }

    public Range range() {
        var photograph = ProbePicture.photograph(side(), side(), SEED);
        var answer = asking(() -> session.run(photograph));
        var patterns = asking(() -> session.run(ProbePicture.checkerboards(side())));
        return new Range(Math.abs(answer.mean() - photograph.mean()), answer.beyond(), patterns.beyond());
    }

    /// The greatest distance of a pixel of a photograph from the mean of the model's answer for it; 1 is
    /// white.
    public float miss(int scale) {
        var photograph = ProbePicture.photograph(side(), side(), SEED);
        return asking(() -> session.run(photograph)).reduced(scale).differenceTo(photograph);
    }

    /// The best way to extend an image to a multiple of the alignment: the one whose answer comes nearest
    /// to that for an image that goes on there.
    public Boundary boundary(int scale, int alignment) {
        int side = Math.max(side(), 3 * alignment) / alignment * alignment;
        if (session.fixedSide().isPresent()) {
            side = side();
        }
        int kept = side - Math.max(1, alignment / 2);
        var whole = ProbePicture.photograph(side, side, SEED);
        var part = whole.crop(0, 0, kept, kept);
        double reflected = missing(whole, part, part.extended(side, Boundary.REFLECT), scale);
        double replicated = missing(whole, part, part.extended(side, Boundary.REPLICATE), scale);
        return reflected <= replicated ? Boundary.REFLECT : Boundary.REPLICATE;
    }

    private double missing(ProbePicture whole, ProbePicture part, ProbePicture extended, int scale) {
        var wanted = asking(() -> session.run(whole)).crop(0, 0, part.width() * scale, part.height() * scale);
        return asking(() -> session.run(extended))
                .crop(0, 0, part.width() * scale, part.height() * scale)
                .meanDifferenceTo(wanted);
    }

    /// The radius of the model's receptive field in input pixels: the largest of several places and
    /// pictures, one place for each phase of the alignment.
    ///
    /// @return empty when it reaches the border of the largest picture that was tried, 384 pixels a side
    public OptionalInt radius(int scale, int alignment) {
        if (session.fixedSide().isPresent()) {
            return OptionalInt.empty();
        }
        for (int side = SIDE; side <= WIDEST; side *= 2) {
            int reach = 0;
            for (int phase = 0; phase < Math.max(2, alignment); phase++) {
                reach = Math.max(reach, reach(side, side / 2 + phase, scale, SEED + phase));
            }
            if (reach < side / 2 - 2 * Math.max(4, alignment)) {
                return OptionalInt.of(reach);
            }
        }
        return OptionalInt.empty();
    }

    private int reach(int side, int at, int scale, long seed) {
        var picture = ProbePicture.photograph(side, side, seed);
        var before = asking(() -> session.run(picture));
        var after = asking(() -> session.run(picture.perturbed(at, at)));
        return before.reachFrom(at, at, scale, after);
    }

    /// The greatest difference between tiles with a halo and the whole, in levels of 255, within all their
    /// interiors.
    public float seam(int scale, int alignment, int halo) {
        int interior = roundedUp(32, alignment);
        int side = 3 * interior + 2 * roundedUp(halo, alignment);
        return seam(scale, alignment, halo, ProbePicture.photograph(side, side, SEED));
    }

    /// The greatest difference between tiles and the whole, in levels of 255, for a picture that is dark
    /// and smooth on one side, and bright and full of detail on the other. A model that looks at all of a
    /// picture gives different tiles for it.
    public float seamOfUneven(int scale, int alignment, int halo) {
        int interior = roundedUp(64, alignment);
        int side = 3 * interior + 2 * roundedUp(halo, alignment);
        return seam(scale, alignment, halo, ProbePicture.uneven(side, SEED));
    }

    private float seam(int scale, int alignment, int halo, ProbePicture picture) {
        int wide = roundedUp(halo, alignment);
        int side = picture.width();
        int interior = (side - 2 * wide) / 3;
        int tile = interior + 2 * wide;
        var whole = asking(() -> session.run(picture));
        float worst = 0;
        for (int top = 0; top + tile <= side; top += interior) {
            for (int left = 0; left + tile <= side; left += interior) {
                var padded = picture.crop(left, top, tile, tile);
                var answer = asking(() -> session.run(padded));
                int x = left == 0 ? 0 : wide;
                int y = top == 0 ? 0 : wide;
                int width = (left + tile == side ? tile : tile - wide) - x;
                int height = (top + tile == side ? tile : tile - wide) - y;
                var ours = answer.crop(x * scale, y * scale, width * scale, height * scale);
                var wanted = whole.crop((left + x) * scale, (top + y) * scale, width * scale, height * scale);
                worst = Math.max(worst, ours.differenceTo(wanted) * LEVELS);
            }
        }
        return worst;
    }

    /// The greatest difference, in levels of 255, of a shrinking model's answer for tiles of which a side,
    /// or all sides, lie within the image, from the same part of its answer for the whole.
    ///
    /// @param px input pixels that the answer lacks along each such side
    /// @return empty when it gives no answer that is smaller by as much
    public Optional<Float> shrunk(int scale, int alignment, int px) {
        int side = roundedUp(2 * px + 32, alignment);
        var picture = ProbePicture.photograph(side, side, SEED);
        var whole = asking(() -> session.run(picture));
        float worst = 0;
        for (var inner : INNER) {
            var rect = inner.cut(new Rect(0, 0, side, side), px).times(scale);
            var wanted = whole.crop(rect.left(), rect.top(), rect.width(), rect.height());
            var answer = asking(() -> {
                try (var shrinking = session.of(engine.open(provider, ShrinkingGraph.within(weights, inner), 1, 0))) {
                    return shrinking.tryRun(picture);
                }
            });
            var ours = answer.filter(size -> size.width() == wanted.width() && size.height() == wanted.height());
            if (ours.isEmpty()) {
                return Optional.empty();
            }
            worst = Math.max(worst, ours.get().differenceTo(wanted) * LEVELS);
        }
        return Optional.of(worst);
    }

    /// The fastest side of a tile whose run takes at most `maxBytes`.
    public SpeedProbe.Speed speed(int scale, int alignment, int halo, long maxBytes) {
        return asking(() -> speeds().fastest(scale, alignment, halo, maxBytes));
    }

    /// The largest square that one run takes within `maxBytes` and half a minute, for a model that must see the whole
    /// picture.
    public SpeedProbe.Speed largest(int scale, int alignment, long maxBytes) {
        return asking(() -> speeds().largest(scale, alignment, maxBytes));
    }

    private SpeedProbe speeds() {
        return new SpeedProbe(session, idleBytes);
    }

    static int roundedUp(int pixels, int alignment) {
        return Math.ceilDiv(pixels, alignment) * alignment;
    }

    private interface Question<T> {
        T ask() throws EngineFailure;
    }

    private static <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (EngineFailure e) {
            throw new PermanentFailure("the model fails: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
