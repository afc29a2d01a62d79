package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reduced photographs come back closer to the originals than by Pillow's bicubic: by what the models themselves give
/// (3.447 and 1.876 dB, `models/README.md`), which the pipeline may not lose.
class FidelityIT {
    private static final List<String> PHOTOS = List.of("astronaut.png", "chelsea.png", "rocket.jpg");

    @TempDir
    private Path folder;

    @Test
    void twofold() {
        assertThat(meanGain(2)).isGreaterThanOrEqualTo(3.42);
    }

    @Test
    void fourfold() {
        assertThat(meanGain(4)).isGreaterThanOrEqualTo(1.86);
    }

    /// In dB of PSNR over R, G and B.
    private double meanGain(int scale) {
        for (var photo : PHOTOS) {
            PythonTools.run("fidelity.py", "reduce", scale, Checkout.PHOTOS.resolve(photo), truth(photo), small(photo));
        }
        Azulejo.warm(folder).enhance(folder.resolve("small"), "--scale", scale, "-o", folder.resolve("results"));
        return PHOTOS.stream()
                .mapToDouble(photo -> gain(scale, photo))
                .average()
                .orElseThrow();
    }

    private double gain(int scale, String photo) {
        var result = folder.resolve("results").resolve(small(photo).getFileName());
        var printed = PythonTools.run("fidelity.py", "gain", truth(photo), small(photo), result)
                .lines()
                .mapToDouble(Double::parseDouble)
                .toArray();
        double bicubic = printed[0];
        double ours = printed[1];
        System.out.printf("%s x%d: %.3f dB, bicubic %.3f, gain %.3f%n", photo, scale, ours, bicubic, ours - bicubic);
        return ours - bicubic;
    }

    private Path truth(String photo) {
        return folder.resolve("truth-" + photo + ".png");
    }

    private Path small(String photo) {
        return folder.resolve("small").resolve(photo + ".png");
    }
}
