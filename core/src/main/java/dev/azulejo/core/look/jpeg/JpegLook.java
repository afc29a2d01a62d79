package dev.azulejo.core.look.jpeg;

import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.SpreadBlocks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Looks for the grid and the quantisation steps of a JPEG in luma, in one pass over the rows of a picture,
/// in windows spread evenly over it. Of the 64 places that the grid may have, the right one is where
/// coefficients are multiples of quantisation steps: those of libjpeg at one quality, for which a few
/// blocks suffice, or any others. For one thread.
public final class JpegLook {
    private static final int MOST_WINDOWS = 5_000;
    private static final int LEAST_BLOCKS = 12;

    /// The least evidence of a quality: pictures that were never a JPEG have up to 28 for the best of all
    /// qualities and places; JPEGs of 30 blocks mostly hundreds.
    private static final double LEAST_EVIDENCE_OF_QUALITY = 60;

    /// The least evidence of any table: pictures that were never a JPEG have next to none, drawings up to
    /// 55; JPEGs mostly thousands.
    private static final double LEAST_EVIDENCE_OF_ANY = 100;

    /// The fewest coefficients with a step: stripes of a drawing may look quantised in the three
    /// of one direction. Quality 92 shows four.
    private static final int LEAST_STEPS = 4;

    /// The share of the greatest evidence from which a place is a candidate. Smooth blocks of a coarse JPEG
    /// show steps at other places too, where their mean levels meet; the grid is where most values are zero
    /// (Fan and de Queiroz, Identification of Bitmap Compression History, 2003).
    private static final double CANDIDATE = 0.25;

    /// How much of the evidence half of all places may have. The coefficients of an even ramp are multiples
    /// of a step wherever blocks begin; those of a JPEG are so at one place alone.
    private static final double MOST_ELSEWHERE = 0.25;

    /// The least share of zeros compared with other places: a drawing made of equal squares, say enlarged
    /// pixels, has steps by chance where they meet, but more zeros elsewhere.
    private static final double LEAST_SHARE_OF_ZEROS = 0.9;

    private final SpreadBlocks spread;
    private final GridWindow window = new GridWindow();
    private final GridHistograms histograms = new GridHistograms();

    public JpegLook(int width, int height) {
        long windows = Math.ceilDiv(width, GridWindow.GRID) * (long) Math.ceilDiv(height, GridWindow.GRID);
        spread = new SpreadBlocks(windows, MOST_WINDOWS);
    }

    /// Takes the next rows of the picture. They begin at a multiple of 64 rows, so the grid stays where it is.
    public void accept(LookedRows rows) {
        for (int top = 0; top + GridWindow.GRID <= rows.count(); top += GridWindow.GRID) {
            for (int x = 0; x + GridWindow.GRID <= rows.width(); x += GridWindow.GRID) {
                if (spread.takesNext() && window.fill(rows, x, top)) {
                    histograms.add(window);
                }
            }
        }
    }

    public JpegTrace trace() {
        int blocks = IntStream.range(0, GridWindow.PLACES)
                .map(histograms::blocks)
                .max()
                .orElse(0);
        if (blocks < LEAST_BLOCKS) {
            return new JpegTrace.Unknown(blocks);
        }
        var places =
                IntStream.range(0, GridWindow.PLACES).mapToObj(histograms::at).toList();
        var ofLibjpeg = ofLibjpeg(places);
        return ofLibjpeg instanceof JpegTrace.Found ? ofLibjpeg : ofAny(places, blocks);
    }

    private JpegTrace ofLibjpeg(List<PlaceEvidence> places) {
        var best = places.stream()
                .max(Comparator.comparingDouble(place -> place.ofQuality().evidence()))
                .orElseThrow();
        double usual = usual(places, place -> place.ofQuality().evidence());
        int blocks = histograms.blocks(best.place());
        var likeliest = best.ofQuality();
        boolean isFound = likeliest.evidence() >= LEAST_EVIDENCE_OF_QUALITY
                && usual <= MOST_ELSEWHERE * likeliest.evidence()
                && best.coefficientsOf(likeliest.quality()) >= LEAST_STEPS
                && blocks >= LEAST_BLOCKS;
        return isFound ? found(best, likeliest.quality(), likeliest.evidence(), blocks) : new JpegTrace.None(blocks);
    }

    private JpegTrace ofAny(List<PlaceEvidence> places, int blocks) {
        double most =
                places.stream().mapToDouble(PlaceEvidence::ofAnyTable).max().orElseThrow();
        var best = places.stream()
                .filter(place -> place.ofAnyTable() >= CANDIDATE * most)
                .max(Comparator.comparingDouble(PlaceEvidence::zeros))
                .orElseThrow();
        double mostZeros =
                places.stream().mapToDouble(PlaceEvidence::zeros).max().orElseThrow();
        int[] steps = best.steps();
        long known = Arrays.stream(steps).filter(step -> step > 0).count();
        var quality = JpegQuality.ofSome(steps);
        boolean isFound = best.ofAnyTable() >= LEAST_EVIDENCE_OF_ANY
                && usual(places, PlaceEvidence::ofAnyTable) <= MOST_ELSEWHERE * best.ofAnyTable()
                && best.zeros() >= LEAST_SHARE_OF_ZEROS * mostZeros
                && known >= LEAST_STEPS;
        return isFound && quality.isPresent()
                ? found(best, quality.getAsInt(), best.ofAnyTable(), histograms.blocks(best.place()))
                : new JpegTrace.None(blocks);
    }

    private static double usual(List<PlaceEvidence> places, ToDoubleFunction<PlaceEvidence> evidence) {
        return places.stream()
                .mapToDouble(evidence)
                .sorted()
                .skip(places.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static JpegTrace found(PlaceEvidence at, int quality, double evidence, int blocks) {
        return new JpegTrace.Found(
                at.place() % GridWindow.GRID, at.place() / GridWindow.GRID, quality, evidence, blocks);
    }
}
