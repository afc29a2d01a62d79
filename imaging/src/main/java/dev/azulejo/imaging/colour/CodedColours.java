package dev.azulejo.imaging.colour;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.util.Map;
import java.util.Optional;

/// Colours stated by numbers in place of a profile (ITU-T H.273), as a PNG does in `cICP`. Curves of
/// television are taken as those of its screens, as in browsers.
///
/// @param primaries number of the primaries and of white
/// @param transfer number of the curve
/// @param matrix 0 for RGB
/// @param full whether samples use the full range
public record CodedColours(int primaries, int transfer, int matrix, boolean full) {
    private static final int UNSPECIFIED = 2;
    private static final int PQ = 16;
    private static final int HLG = 18;

    private static final Map<Integer, Chromaticities> PRIMARIES = Map.of(
            1, Chromaticities.of(0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06),
            4, Chromaticities.of(0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
            5, Chromaticities.of(0.3127, 0.3290, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
            6, Chromaticities.of(0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
            7, Chromaticities.of(0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
            8, Chromaticities.of(0.310, 0.316, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049),
            9, Chromaticities.of(0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
            11, Chromaticities.of(0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
            12, Chromaticities.of(0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
            22, Chromaticities.of(0.3127, 0.3290, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077));

    private static final ToneCurve TELEVISION = ToneCurve.power(2.4);
    private static final Map<Integer, ToneCurve> CURVES = Map.ofEntries(
            Map.entry(1, TELEVISION),
            Map.entry(4, ToneCurve.power(2.2)),
            Map.entry(5, ToneCurve.power(2.8)),
            Map.entry(6, TELEVISION),
            Map.entry(7, ToneCurve.SMPTE_240),
            Map.entry(8, ToneCurve.power(1)),
            Map.entry(13, ToneCurve.SRGB),
            Map.entry(14, TELEVISION),
            Map.entry(15, TELEVISION));

    /// Whether the numbers leave the colours unspecified.
    public boolean isUnspecified() {
        return primaries == UNSPECIFIED || transfer == UNSPECIFIED;
    }

    /// @throws UnreadableImage when the picture is brighter than an ordinary file can express
    public void refuseHighDynamicRange() throws UnreadableImage {
        if (transfer == PQ || transfer == HLG) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_PIXELS,
                    "is an HDR image (%s), whose brightness no ordinary file can hold; export it as SDR"
                            .formatted(transfer == PQ ? "PQ" : "HLG"),
                    null);
        }
    }

    /// An equivalent profile; empty if there is none for these numbers.
    public Optional<byte[]> profile(boolean grey) {
        var curve = CURVES.get(transfer);
        var points = PRIMARIES.get(primaries);
        if (curve == null || points == null || matrix != 0 || !full) {
            return Optional.empty();
        }
        var name = "H.273 primaries %d, transfer %d".formatted(primaries, transfer);
        return grey
                ? Optional.of(BuiltProfile.grey(name, curve))
                : points.adapted()
                        .map(colours -> BuiltProfile.rgb(name, colours.primaries(), colours.adaptation(), curve));
    }

    /// Whether the colours are sRGB, the default of every file.
    public boolean isSrgb() {
        return primaries == 1 && transfer == 13 && matrix == 0 && full;
    }

    @Override
    public String toString() {
        return "primaries %d, transfer %d, matrix %d, %s range"
                .formatted(primaries, transfer, matrix, full ? "full" : "narrow");
    }
}
