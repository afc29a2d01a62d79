package dev.azulejo.core.look;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.jpeg.JpegLook;
import dev.azulejo.core.look.jpeg.JpegNoiseLook;
import dev.azulejo.core.look.jpeg.JpegQuality;
import dev.azulejo.core.look.jpeg.JpegTrace;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindLook;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.noise.Noise;
import dev.azulejo.core.look.noise.NoiseLevels;
import dev.azulejo.core.look.noise.NoiseLook;
import dev.azulejo.core.look.sharpness.BlurLook;
import dev.azulejo.core.look.sharpness.FinestDetail;
import dev.azulejo.core.look.sharpness.OvershootLook;
import dev.azulejo.core.look.sharpness.RingingLook;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Measures everything in a [Picture] in one pass over the rows of an image. For one thread.
public final class PictureLook {
    private static final double MOSTLY_PHOTOGRAPH = 0.9;

    private final LookedRows rows;
    private final NoiseLook noise;
    private final JpegLook jpeg;
    private final JpegNoiseLook beforeJpeg;
    private final RingingLook ringing;
    private final BlurLook blur;
    private final OvershootLook overshoot;
    private final KindLook kinds;
    private final FinestDetail finest = new FinestDetail();

    public PictureLook(Size stored, PixelFormat format) {
        this.rows = new LookedRows(stored.width(), format);
        this.noise = new NoiseLook(stored.width(), stored.height());
        this.jpeg = new JpegLook(stored.width(), stored.height());
        this.beforeJpeg = new JpegNoiseLook(stored.width(), stored.height());
        this.ringing = new RingingLook(stored.width(), stored.height());
        this.blur = new BlurLook(stored.width(), stored.height());
        this.overshoot = new OvershootLook(stored.width(), stored.height());
        this.kinds = new KindLook(stored);
    }

    /// Takes the next rows: [LookedRows#MOST_ROWS], except for the last ones.
    public void accept(byte[] samples, int count) {
        rows.fill(samples, count);
        noise.accept(rows);
        jpeg.accept(rows);
        beforeJpeg.accept(rows);
        ringing.accept(rows);
        blur.accept(rows);
        overshoot.accept(rows);
        kinds.accept(rows);
        finest.accept(rows);
    }

    /// @param told quality, 1 to 100, by the head of the JPEG whose pixels these are; empty if none is known
    public Picture picture(OptionalInt told) {
        var levels = noise.levels();
        var trace = jpeg.trace();
        return Picture.of(
                levels,
                trace,
                told,
                beforeJpeg(trace, told),
                ringing.quality(),
                blur.blur(),
                overshoot.share(),
                kinds(levels));
    }

    /// The noise of luma before the JPEG that left the most traces, if its grid is the one that was looked at: the one
    /// that was found if it is coarse, or else what the file is, whose steps its head tells exactly.
    private OptionalDouble beforeJpeg(JpegTrace trace, OptionalInt told) {
        var found = trace instanceof JpegTrace.Found of ? Optional.of(of) : Optional.<JpegTrace.Found>empty();
        if (told.isPresent()
                && found.filter(of -> of.quality() < JpegQuality.LEAVES_NOISE).isEmpty()) {
            return beforeJpeg.sigma(told.getAsInt());
        }
        return found.filter(of -> of.left() == 0 && of.top() == 0)
                .map(of -> beforeJpeg.sigma(of.quality()))
                .orElse(OptionalDouble.empty());
    }

    /// The map of kinds. Aliasing is only looked for in photographs: letters and lines have the finest
    /// detail, too.
    private KindMap kinds(NoiseLevels levels) {
        var map = kinds.map();
        double sigma = levels.luma().map(Noise::sigma).orElse(0.0);
        boolean isAliased = map.share(Kind.PHOTOGRAPH) >= MOSTLY_PHOTOGRAPH && finest.isAliased(sigma);
        return isAliased ? map.replaced(Kind.PHOTOGRAPH, Kind.ALIASED) : map;
    }
}
