package dev.azulejo.core.look;

import dev.azulejo.core.look.jpeg.JpegQuality;
import dev.azulejo.core.look.jpeg.JpegTrace;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.noise.ColourNoise;
import dev.azulejo.core.look.noise.NoiseLevels;
import dev.azulejo.core.look.sharpness.Blur;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The facts that the pixels of an image show about it.
///
/// @param noise standard deviation of the noise in a colour band, in levels of 255, if that of each band
///     were its own (see [NoiseLevels#equivalent]); absent if too little of the image shows it
/// @param noiseBy what was measured, by band (`luma`, `red`, `green`, `blue`) and of luma by brightness
///     (`0-63`, `64-127`, `128-191`, `192-255`), as far as it is known; `own` and `ownCoarse` are what each colour has
///     for itself (see [dev.azulejo.core.look.noise.ColourNoise]); `beforeJpeg` is that of a colour band before a JPEG,
///     where its coefficients tell of any; `doubtful` is what was found, but is as probably fine texture
/// @param noiseShare how much of the finest structure is white noise, 0 to 1, by variance (see [NoiseLevels#share]);
///     absent where `noise` is absent, and where nothing has structure
/// @param jpegQuality of the strongest JPEG compression that left traces, as libjpeg counts; absent where
///     none is found
/// @param blur standard deviation in pixels of the Gaussian that would make edges as soft as the sharpest
///     ones are; absent where there are too few edges
/// @param overshoot the share of strong edges with a line of overshoot beside them, 0 to 1, as sharpening
///     leaves; absent where there are too few edges
/// @param kinds of its parts, by blocks of the stored image
public record Picture(
        @Nullable Double noise,
        Map<String, Double> noiseBy,
        @Nullable Double noiseShare,
        @Nullable Integer jpegQuality,
        @Nullable Double blur,
        @Nullable Double overshoot,
        KindMap kinds) {
    /// The quality below which JPEG leaves no noise that is still like noise.
    private static final int LEAST_QUALITY_OF_GRAIN = 65;

    private static final String BEFORE_JPEG = "beforeJpeg";
    private static final String DOUBTFUL = "doubtful";

    public Picture {
        noiseBy = Map.copyOf(noiseBy);
    }

    public static Picture of(KindMap kinds) {
        return new Picture(null, Map.of(), null, null, null, null, kinds);
    }

    public PictureFacts facts() {
        var shares = new TreeMap<String, Double>();
        for (var kind : Kind.values()) {
            double share = kinds.share(kind);
            if (share > 0) {
                shares.put(
                        kind.name().toLowerCase(Locale.ROOT), Math.max(0.0001, Math.round(10_000 * share) / 10_000.0));
            }
        }
        return new PictureFacts(noise, noiseBy, noiseShare, jpegQuality, blur, overshoot, shares);
    }

    /// The noise, in levels of 255, by what is in the pixels and by what a JPEG has rounded away, however fine it is.
    public double mostNoise() {
        return Math.max(noise == null ? 0 : noise, noiseBy.getOrDefault(BEFORE_JPEG, 0.0));
    }

    /// What was found, in levels of 255, but may be fine texture as well.
    public double doubtfulNoise() {
        return noiseBy.getOrDefault(DOUBTFUL, 0.0);
    }

    public Picture ofOneKind() {
        var most = Arrays.stream(Kind.values())
                .max(Comparator.comparingDouble(kinds::share))
                .orElseThrow();
        return new Picture(
                noise,
                noiseBy,
                noiseShare,
                jpegQuality,
                blur,
                overshoot,
                KindMap.of(kinds.image(), kinds.side(), most));
    }

    /// @param told quality, 1 to 100, by the head of a JPEG
    /// @param beforeJpeg noise of luma that a JPEG left traces of; where the JPEG was coarse, so that the
    ///     pixels have little of it, it counts if it is more than what is found otherwise
    /// @param ringing quality of a JPEG that left ripples; counts if there are no other traces
    static Picture of(
            NoiseLevels noise,
            JpegTrace jpeg,
            OptionalInt told,
            OptionalDouble beforeJpeg,
            OptionalInt ringing,
            Optional<Blur> blur,
            OptionalDouble overshoot,
            KindMap kinds) {
        var by = new TreeMap<String, Double>();
        noise.luma().ifPresent(level -> by.put("luma", rounded(level.sigma())));
        noise.red().ifPresent(level -> by.put("red", rounded(level.sigma())));
        noise.green().ifPresent(level -> by.put("green", rounded(level.sigma())));
        noise.blue().ifPresent(level -> by.put("blue", rounded(level.sigma())));
        int levels = 256 / noise.byBrightness().size();
        for (int part = 0; part < noise.byBrightness().size(); part++) {
            var name = "%d-%d".formatted(part * levels, (part + 1) * levels - 1);
            noise.byBrightness().get(part).ifPresent(level -> by.put(name, rounded(level.sigma())));
        }
        noise.colours().ifPresent(own -> {
            by.put("own", rounded(own.fine()));
            by.put("ownCoarse", rounded(own.coarse()));
        });
        double roundedAway = NoiseLevels.equivalent(beforeJpeg.orElse(0));
        if (roundedAway > 0) {
            by.put(BEFORE_JPEG, rounded(roundedAway));
        }
        var found = found(noise, jpeg, roundedAway);
        int saved = jpeg instanceof JpegTrace.Found trace ? trace.quality() : told.orElse(0);
        boolean isSure = saved > 0 ? noise.isSureOfJpeg(saved, found.orElse(0)) : noise.isSure();
        if (!isSure && found.orElse(0) > 0) {
            by.put(DOUBTFUL, rounded(found.orElse(0)));
        }
        return new Picture(
                noise(noise, isSure ? found : found.isPresent() ? OptionalDouble.of(0) : found),
                by,
                share(noise),
                quality(jpeg, ringing),
                blur.map(level -> rounded(level.sigma())).orElse(null),
                overshoot.isPresent() ? rounded(overshoot.getAsDouble()) : null,
                kinds);
    }

    private static @Nullable Double share(NoiseLevels noise) {
        var share = noise.share();
        return share.isPresent() ? rounded(share.getAsDouble()) : null;
    }

    private static @Nullable Integer quality(JpegTrace jpeg, OptionalInt ringing) {
        if (jpeg instanceof JpegTrace.Found found) {
            return found.quality();
        }
        return ringing.isPresent() ? ringing.getAsInt() : null;
    }

    /// The noise that is believed: what was found for sure, or what only a sensor leaves.
    private static @Nullable Double noise(NoiseLevels noise, OptionalDouble sure) {
        double ofSensor = noise.colours().map(ColourNoise::ofSensor).orElse(0.0);
        return sure.isEmpty() && ofSensor == 0 ? null : (Double) rounded(Math.max(sure.orElse(0), ofSensor));
    }

    private static OptionalDouble found(NoiseLevels noise, JpegTrace jpeg, double roundedAway) {
        var white = noise.equivalent();
        if (white.isEmpty() || !(jpeg instanceof JpegTrace.Found found)) {
            return white;
        }
        double most = white.getAsDouble();
        most = found.quality() < LEAST_QUALITY_OF_GRAIN
                ? most
                : Math.max(most, noise.throughJpeg().orElse(0));
        most = found.quality() < JpegQuality.LEAVES_NOISE ? Math.max(most, roundedAway) : most;
        return OptionalDouble.of(most);
    }

    private static double rounded(double value) {
        return Math.round(100 * value) / 100.0;
    }
}
