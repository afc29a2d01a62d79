package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.fsim.Original;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.score.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Checks photographs that get worse step by step: each metric has to see that, for the kinds of damage
/// that it is meant for. The figures for all kinds stand in `docs/quality.md`; to write them anew: `./mvnw
/// -pl quality -am test -Dtest=LadderTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class LadderTest {
    private static final Path PAGE = Path.of("../../docs/quality.md");
    private static final String BEGIN = "<!-- written by LadderTest -->\n";
    private static final String END = "<!-- end -->\n";
    private static final List<Picture> PHOTOGRAPHS = List.of(
            new Picture("cat", "docs/images/chelsea.png", 60, 0, 256, 256),
            new Picture("astronaut", "docs/images/astronaut.png", 0, 0, 512, 512),
            new Picture("coffee", "benchmarks/pictures/photographs/coffee.png", 0, 0, 512, 384));

    private static final Set<Distortion> PICTURE = EnumSet.complementOf(EnumSet.of(Distortion.SEAMS));

    /// The distortions for which a metric must get worse with every step, in all of the photographs.
    private static final Map<Metric, Set<Distortion>> MONOTONE = new EnumMap<>(Map.of(
            Metric.PSNR,
            PICTURE,
            Metric.PSNR_Y,
            PICTURE,
            Metric.SSIM,
            PICTURE,
            Metric.MS_SSIM,
            PICTURE,
            Metric.CIEDE2000,
            PICTURE,
            Metric.COLOUR_DRIFT,
            EnumSet.of(Distortion.COLOUR, Distortion.BLUR),
            Metric.SEAM_ENERGY,
            EnumSet.of(Distortion.SEAMS),
            Metric.NIQE,
            EnumSet.of(Distortion.BLUR, Distortion.NOISE),
            Metric.SHARPNESS,
            EnumSet.of(Distortion.BLUR),
            Metric.BLOCKINESS,
            EnumSet.of(Distortion.BLOCKS)));

    static {
        MONOTONE.put(Metric.FSIM, PICTURE);
        MONOTONE.put(Metric.FSIMC, PICTURE);
        MONOTONE.put(Metric.PIQE, EnumSet.noneOf(Distortion.class)); // of what is blurred strongly it is 100, not more
    }

    /// Values by photograph and step.
    private record Ladder(Metric metric, Distortion distortion, double[][] values) {
        boolean isMonotone(double[] steps) {
            return IntStream.range(1, steps.length).allMatch(step -> metric.isBetter(steps[step - 1], steps[step]));
        }

        long monotone() {
            return Arrays.stream(values).filter(this::isMonotone).count();
        }

        /// The rank correlation of all photographs' values with the steps; positive if worse is worse.
        double spearman() {
            int sign = metric.better() == Metric.Better.HIGHER ? -1 : 1;
            var all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
            var steps = IntStream.range(0, all.length)
                    .mapToDouble(i -> i % Distortion.STEPS)
                    .toArray();
            return sign * correlation(ranks(all), ranks(steps));
        }
    }

    @Test
    void eachMetricSeesTheDamageThatItIsFor() throws Exception {
        var ladders = ladders();
        for (var ladder : ladders) {
            if (MONOTONE.getOrDefault(ladder.metric(), Set.of()).contains(ladder.distortion())) {
                assertThat(List.of(ladder.values()))
                        .as("%s of %s", ladder.metric(), ladder.distortion())
                        .allMatch(ladder::isMonotone);
            }
        }
        assertThat(MONOTONE.keySet())
                .hasSize(Metric.values().length - 3); // all but that of reduction, of a network, and of faces
        var table = table(ladders);
        if (Boolean.getBoolean("azulejo.write")) {
            var page = Files.readString(PAGE);
            int begin = page.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END, begin)));
        }
        assertThat(PAGE).content().contains(BEGIN + table + END);
    }

    private static List<Ladder> ladders() throws UnreadableImage {
        var ladders = new ArrayList<Ladder>();
        var originals = PHOTOGRAPHS.stream().map(_ -> new Original()).toList();
        for (var distortion : Distortion.values()) {
            var values = new EnumMap<Metric, double[][]>(Metric.class);
            for (int picture = 0; picture < PHOTOGRAPHS.size(); picture++) {
                var pixels = PHOTOGRAPHS.get(picture).pixels();
                for (int step = 0; step < Distortion.STEPS; step++) {
                    var worse = distortion.of(pixels, step + 1);
                    var scores = Metrics.compare(originals.get(picture), new MemoryRows(pixels), new MemoryRows(worse))
                            .and(Metrics.describe(new MemoryRows(worse)));
                    for (var metric : MONOTONE.keySet()) {
                        values.computeIfAbsent(metric, any -> new double[PHOTOGRAPHS.size()][Distortion.STEPS])[
                                        picture][step] =
                                scores.value(metric).orElseThrow();
                    }
                }
            }
            values.forEach((metric, all) -> ladders.add(new Ladder(metric, distortion, all)));
        }
        return ladders;
    }

    private static String table(List<Ladder> ladders) throws IOException {
        var table = new StringBuilder("| |");
        for (var distortion : Distortion.values()) {
            table.append(" %s |".formatted(distortion.id()));
        }
        table.append("\n|---|")
                .append("---|".repeat(Distortion.values().length))
                .append('\n');
        for (var metric : MONOTONE.keySet()) {
            table.append("| `%s` |".formatted(metric.id()));
            for (var ladder : ladders) {
                if (ladder.metric() == metric) {
                    boolean isHeld = MONOTONE.getOrDefault(metric, Set.of()).contains(ladder.distortion());
                    var words = isHeld ? "**%.2f**, %d of %d |" : "%.2f, %d of %d |";
                    table.append(' ')
                            .append(String.format(
                                    Locale.ROOT, words, ladder.spearman(), ladder.monotone(), ladder.values().length));
                }
            }
            table.append('\n');
        }
        return table.toString();
    }

    /// The ranks of values, from 1 on; equal values share the mean of their ranks.
    private static double[] ranks(double[] values) {
        return Arrays.stream(values)
                .map(value -> {
                    long below =
                            Arrays.stream(values).filter(other -> other < value).count();
                    long equal = Arrays.stream(values)
                            .filter(other -> other == value)
                            .count();
                    return below + (equal + 1) / 2.0;
                })
                .toArray();
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElseThrow();
        double meanOther = Arrays.stream(other).average().orElseThrow();
        double both = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int i = 0; i < one.length; i++) {
            both += (one[i] - meanOne) * (other[i] - meanOther);
            squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
            squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
        }
        return squaresOne * squaresOther == 0 ? 0 : both / Math.sqrt(squaresOne * squaresOther);
    }
}
