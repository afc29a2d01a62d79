package dev.azulejo.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.lab.picture.Seeds;
import dev.azulejo.quality.set.SetImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Makes datasets that grow, whose pictures now and then are near-duplicates of each other.
class AssemblyTest {
    private static final Dataset NOTHING = new Dataset("set", List.of(), "");

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatLooksAlikeIsNeverLearnedFromAndMeasuredOn(long seed) {
        var random = Seeds.random(seed, "dataset", 0);
        var candidates = candidates(random, 60);
        var dataset = NOTHING;
        for (int to = 10; to <= candidates.size(); to += 10) {
            var earlier = dataset;
            var result = new Assembly("set", earlier, 30).made(candidates.subList(to - 10, to), Map.of());
            dataset = result.dataset();
            assertThat(dataset.samples()).hasSize(to);
            for (var one : dataset.of(Part.TRAIN)) {
                for (var other : dataset.of(Part.TEST)) {
                    assertThat(look(dataset, one).distance(look(dataset, other)))
                            .isGreaterThan(Likeness.NEAR);
                }
            }
            assertThat(dataset.of(Part.TRAIN)).containsAll(earlier.of(Part.TRAIN));
            var gone = new ArrayList<>(earlier.of(Part.TEST));
            gone.removeAll(dataset.of(Part.TEST));
            assertThat(gone.stream().map(SetImage::file)).containsExactlyInAnyOrderElementsOf(result.moved());
            assertThat(dataset.parent()).isEqualTo(to == 10 ? "" : earlier.version());
        }
        assertThat(dataset.of(Part.TRAIN)).isNotEmpty();
        assertThat(dataset.of(Part.TEST)).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theVersionHangsOnThePicturesAndNotOnTheirOrder(long seed) {
        var random = Seeds.random(seed, "order", 0);
        var candidates = candidates(random, 20);
        var version = made(candidates).version();
        Collections.shuffle(candidates, random);
        assertThat(made(candidates).version()).isEqualTo(version);
        assertThat(made(candidates.subList(1, 20)).version()).isNotEqualTo(version);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatLooksLikeAPictureOfTheGateIsLeftOutAndNamed(long seed) {
        var random = Seeds.random(seed, "apart", 0);
        var candidates = candidates(random, 20);
        int planted = random.nextInt(20);
        var gate = near(candidates.get(planted).look(), random);
        var result = new Assembly("set", NOTHING, 30).made(candidates, Map.of("gate.png", gate));
        var file = candidates.get(planted).image().file();
        assertThat(result.leaks()).contains(file + " looks like gate.png");
        assertThat(result.dataset().samples())
                .noneMatch(sample -> sample.look().distance(gate) <= Likeness.NEAR)
                .hasSize(20 - result.leaks().size());
        assertThat(DatasetReport.lines(result, NOTHING))
                .contains("left out: " + file + " looks like gate.png, which no model may learn from");
    }

    @Test
    void aFolderKeepsItsVersions(@TempDir Path folder) {
        var candidates = candidates(new Random(5), 12);
        var first = made(candidates.subList(0, 6));
        var kept = new DatasetFolder(folder);
        kept.write(first);
        assertThat(kept.read("set")).isEqualTo(first);
        var second = new Assembly("set", first, 30).made(candidates, Map.of()).dataset();
        kept.write(second);
        assertThat(kept.read("set")).isEqualTo(second);
        assertThat(second.parent()).isEqualTo(first.version());
        assertThat(DatasetFolder.of(kept.version(first.version()))).isEqualTo(first);
        var wanted = DatasetFolder.wanted(folder.resolve(DatasetFolder.NAME), Part.TEST);
        assertThat(second.of(Part.TEST)).allMatch(wanted);
        assertThat(second.of(Part.TRAIN)).noneMatch(wanted);
    }

    @Test
    void theReportSaysWhatIsThin() {
        var result = new Assembly("set", NOTHING, 0).made(candidates(new Random(1), 7), Map.of());
        assertThat(DatasetReport.lines(result, NOTHING))
                .contains("  under CC0-1.0: 7", "  thin: 0 of night to learn from")
                .noneMatch(line -> line.contains("of face to learn"));
    }

    private static Dataset made(List<Assembly.Candidate> candidates) {
        return new Assembly("set", NOTHING, 30).made(candidates, Map.of()).dataset();
    }

    private static Likeness look(Dataset dataset, SetImage image) {
        return dataset.samples().stream()
                .filter(sample -> sample.image().equals(image))
                .findFirst()
                .orElseThrow()
                .look();
    }

    /// Candidates of which a third look like an earlier one.
    private static List<Assembly.Candidate> candidates(Random random, int count) {
        var candidates = new ArrayList<Assembly.Candidate>();
        for (int number = 0; number < count; number++) {
            var look = number > 0 && random.nextInt(3) == 0
                    ? near(candidates.get(random.nextInt(number)).look(), random)
                    : new Likeness(random.nextLong(), random.nextLong());
            var hash = Hash.of((look + " " + number).getBytes(StandardCharsets.UTF_8))
                    .hex();
            candidates.add(new Assembly.Candidate(
                    new SetImage("images/" + hash + ".png", hash, List.of("face"), "CC0-1.0", "drawn"), look));
        }
        return candidates;
    }

    private static Likeness near(Likeness look, Random random) {
        long across = look.across();
        for (int bit = 0; bit < Likeness.NEAR; bit++) {
            across ^= 1L << random.nextInt(Long.SIZE);
        }
        return new Likeness(across, look.down());
    }
}
