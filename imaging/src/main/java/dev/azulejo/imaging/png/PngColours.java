package dev.azulejo.imaging.png;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.colour.BuiltProfile;
import dev.azulejo.imaging.colour.Chromaticities;
import dev.azulejo.imaging.colour.CodedColours;
import dev.azulejo.imaging.colour.SourceProfile;
import dev.azulejo.imaging.colour.ToneCurve;
import dev.azulejo.imaging.deflate.Inflated;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// The colours that a PNG states, as a profile. Of several statements the first of `cICP`, `iCCP`, `sRGB`
/// and `gAMA` with `cHRM` counts (PNG, third edition, 4.3). Ignored are the same as in browsers: `cHRM`
/// alone, and a `gAMA` alone of about 45455, by which every program means sRGB.
final class PngColours {
    private static final double UNIT = 100_000; // of the numbers in gAMA and cHRM
    private static final int USUAL_GAMMA = 45_455;
    private static final double USUAL_SPREAD = 0.05; // as libpng has it (PNG_GAMMA_THRESHOLD), and so browsers
    private static final double STEEPEST = 20;
    private static final Chromaticities SRGB = Chromaticities.of(0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06);

    private final PngBlocks blocks;
    private final boolean grey;
    private final List<String> warnings;

    /// @param warnings receives warnings
    public PngColours(PngBlocks blocks, boolean grey, List<String> warnings) {
        this.blocks = blocks;
        this.grey = grey;
        this.warnings = warnings;
    }

    /// The profile; empty for sRGB, and if no colours are stated.
    ///
    /// @throws UnreadableImage when no profile can describe the colours
    public Optional<byte[]> profile() throws UnreadableImage {
        var coded = coded();
        if (coded != null) {
            return coded.isSrgb() ? Optional.empty() : coded.profile(grey);
        }
        var own = blocks.chunk("iCCP").flatMap(this::inflated);
        if (own.isPresent()) {
            return own;
        }
        return blocks.chunk("sRGB").isPresent() ? Optional.empty() : gamma();
    }

    /// The numbers of `cICP`, if they can be used.
    private @Nullable CodedColours coded() throws UnreadableImage {
        var chunk = blocks.chunk("cICP").filter(content -> content.length == 4);
        if (chunk.isEmpty()) {
            return null;
        }
        byte[] numbers = chunk.get();
        var coded = new CodedColours(numbers[0] & 0xff, numbers[1] & 0xff, numbers[2] & 0xff, numbers[3] == 1);
        coded.refuseHighDynamicRange();
        if (coded.isUnspecified()) {
            return null;
        }
        if (coded.profile(grey).isEmpty()) {
            warnings.add("states its colours by numbers that are not followed (cICP: %s)".formatted(coded));
            return null;
        }
        return coded;
    }

    /// The profile in a chunk of a name, a method and a zlib stream.
    private Optional<byte[]> inflated(byte[] chunk) {
        try {
            int name = 0;
            while (name < chunk.length && chunk[name] != 0) {
                name++;
            }
            var profile = name + 2 > chunk.length
                    ? Optional.<byte[]>empty()
                    : Inflated.of(chunk, name + 2, PngBlocks.MOST_BYTES);
            boolean fits = profile.filter(bytes -> SourceProfile.of(bytes).fits(grey ? "GRAY" : "RGB "))
                    .isPresent();
            if (fits) {
                return profile;
            }
            boolean sound =
                    profile.filter(bytes -> SourceProfile.of(bytes).isSound()).isPresent();
            warnings.add(SourceProfile.leftOut(sound, grey));
        } catch (DataFormatException e) {
            warnings.add(SourceProfile.leftOut(false, grey));
        }
        return Optional.empty();
    }

    private Optional<byte[]> gamma() {
        var chunk = blocks.chunk("gAMA").filter(content -> content.length == Integer.BYTES);
        if (chunk.isEmpty()) {
            return Optional.empty();
        }
        long stated = Integer.toUnsignedLong(ByteBuffer.wrap(chunk.get()).getInt());
        var points =
                blocks.chunk("cHRM").filter(content -> content.length == 32).map(PngColours::chromaticities);
        if (points.isEmpty() && Math.abs((double) stated / USUAL_GAMMA - 1) < USUAL_SPREAD) {
            return Optional.empty();
        }
        double exponent = UNIT / stated;
        var colours = points.orElse(SRGB).adapted();
        if (exponent > STEEPEST || exponent < 1 / STEEPEST || colours.isEmpty()) {
            warnings.add("states a gamma or primaries that no screen has, which are not followed");
            return Optional.empty();
        }
        var curve = ToneCurve.power(exponent);
        var name = "gAMA %d%s".formatted(stated, points.isPresent() && !grey ? " with cHRM" : "");
        return Optional.of(
                grey
                        ? BuiltProfile.grey(name, curve)
                        : BuiltProfile.rgb(
                                name, colours.get().primaries(), colours.get().adaptation(), curve));
    }

    private static Chromaticities chromaticities(byte[] chunk) {
        var numbers = ByteBuffer.wrap(chunk).asIntBuffer();
        var points = new double[8];
        for (int i = 0; i < points.length; i++) {
            points[i] = Integer.toUnsignedLong(numbers.get(i)) / UNIT;
        }
        return Chromaticities.of(points);
    }
}
