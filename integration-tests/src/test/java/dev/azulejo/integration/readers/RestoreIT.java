package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photographs that were compressed, as Pillow writes them: what is seen of that in the file, and what a recipe
/// that heeds it gains. `benchmarks/restore.sh` measures all qualities and both scales.
@Tag("slow")
class RestoreIT {
    private static final Pattern TAKEN = Pattern.compile("/([^/]+): \\S+ to \\S+ by auto\\n  takes   (.*)");
    private static final Pattern QUALITY = Pattern.compile("JPEG of quality about (\\d+)[,:].*cunet-denoise. before ");

    @TempDir
    private Path folder;

    @Test
    void theQualityOfEachJpegOfPillowIsSeenAndOtherFormatsAreTakenForWhatTheyAre() {
        PythonTools.run("restore.py", "kinds", Checkout.PHOTOS.resolve("chelsea.png"), folder.resolve("kinds"));
        var taken = new HashMap<String, String>();
        TAKEN.matcher(Azulejo.warm(folder).plan(folder.resolve("kinds"), "--details"))
                .results()
                .forEach(match -> taken.put(match.group(1), match.group(2)));
        for (int quality = 1; quality <= 100; quality++) {
            var sentence = String.valueOf(taken.remove("jpeg-%03d.jpg".formatted(quality)));
            var match = QUALITY.matcher(sentence);
            assertThat(match.lookingAt()).as(sentence).isTrue();
            assertThat(Integer.parseInt(match.group(1))).isBetween(quality - 1, quality + 1);
        }
        // What the pixels tell besides comes behind that.
        var lossy = "lossy WebP, taken as JPEG of quality 85 and more";
        var heads = Map.of(
                "png.png", "PNG, lossless",
                "tiff.tif", "TIFF, lossless",
                "bmp.bmp", "BMP, lossless",
                "gif.gif", "GIF, lossless",
                "lossless.webp", "WebP, lossless",
                "lossless-with-exif.webp", "WebP, lossless",
                "lossy.webp", lossy,
                "lossy-with-alpha.webp", lossy,
                "lossy-with-profile.webp", lossy);
        assertThat(taken).containsOnlyKeys(heads.keySet());
        assertThat(heads)
                .allSatisfy((name, head) -> assertThat(taken.get(name))
                        .matches(Pattern.quote(head) + "[,:].*")
                        .containsPattern("(span|azulejo-restore)-x2"));
    }

    /// Of 2.5 levels of noise that were saved at quality 97, the pixels show 1.9: the steps in the head tell the rest.
    @Test
    void noiseThatAFineJpegRoundedAwayChoosesWhatLearnedFromIt() {
        PythonTools.run("restore.py", "noisy", Checkout.PHOTOS.resolve("rocket.jpg"), folder.resolve("noisy"), 97);
        var plan = Azulejo.warm(folder).plan(folder.resolve("noisy"), "--details", "--recipe=photo-x2");
        assertThat(plan)
                .contains("JPEG of quality about 97: span-x2 alone")
                .containsPattern("JPEG of quality about 97, noise of 2\\.[4-9] levels: azulejo-photo-x2 alone")
                .containsPattern("saw +noise [01]\\.\\d levels, 2\\.[4-9] before JPEG; no trace of JPEG; ");
    }

    /// In dB of mean PSNR over bicubic enlargement. The models themselves, on whole images, give 0.685 (40), 0.894
    /// (75) and 1.154 (90) with SPAN behind; SPAN alone -0.194, 0.060 and 0.500; azulejo-photo 0.335, 0.64, 0.873.
    @Test
    void restoringFirstGainsWhereEnlargingAloneAmplifiesArtefacts() {
        PythonTools.run("restore.py", "reduce", Checkout.PHOTOS, truths(), small(), 40, 75, 90);
        var azulejo = Azulejo.warm(folder);
        var results = new ArrayList<Path>();
        results.add(enhanced(azulejo, "restore", "--recipe=restore-x4"));
        results.add(enhanced(azulejo, "alone", "--steps=span-x4"));
        results.add(enhanced(azulejo, "photo", "--recipe=photo-x4"));
        for (int strength = 0; strength <= 2; strength++) {
            var cleaner = "cunet-denoise" + strength;
            results.add(enhanced(azulejo, cleaner, "--steps=%s,span-x4".formatted(cleaner)));
        }
        var gains = gains(results);
        assertThat(gains.get("75 restore")).isGreaterThanOrEqualTo(0.85);
        assertThat(gains.get("40 restore")).isGreaterThanOrEqualTo(0.65);
        assertThat(gains.get("75 alone")).isBetween(0.0, 0.12);
        assertThat(gains.get("40 alone")).isNegative();
        assertThat(gains.get("90 photo")).isGreaterThan(0.75);
        assertThat(gains.get("75 photo")).isGreaterThan(0.5);
        assertThat(gains.get("40 photo")).isGreaterThan(0.25);
        for (var quality : List.of("40", "75", "90")) {
            double best = gains.entrySet().stream()
                    .filter(gain -> gain.getKey().startsWith(quality))
                    .mapToDouble(Map.Entry::getValue)
                    .max()
                    .orElseThrow();
            assertThat(gains.get(quality + " restore")).as(quality).isGreaterThanOrEqualTo(best - 0.1);
        }
    }

    private Path enhanced(Azulejo azulejo, String name, String option) {
        var results = folder.resolve("results").resolve(name);
        azulejo.enhance(small(), "-o", results, "--format=png", "--quiet", option);
        return results;
    }

    /// By quality and name of the folder, such as `75 restore`.
    private Map<String, Double> gains(List<Path> results) {
        var arguments = Stream.concat(Stream.of("gains", truths(), small()), results.stream());
        var gains = new HashMap<String, Double>();
        PythonTools.run("restore.py", arguments.toArray()).lines().forEach(line -> {
            int value = line.lastIndexOf(' ');
            gains.put(line.substring(0, value), Double.valueOf(line.substring(value + 1)));
        });
        System.out.println(gains);
        return gains;
    }

    private Path truths() {
        return folder.resolve("truths");
    }

    private Path small() {
        return folder.resolve("small");
    }
}
