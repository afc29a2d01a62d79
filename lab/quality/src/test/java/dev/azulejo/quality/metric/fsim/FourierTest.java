package dev.azulejo.quality.metric.fsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 13, 44, 64, 90, 97, 143, 176, 192, 211, 256, 300})
    void isTheSumThatDefinesItAndItsInverseLeadsBack(int length) {
        var random = new Random(length);
        var real = random.doubles(length, -1, 1).toArray();
        var imaginary = random.doubles(length, -1, 1).toArray();
        var expectedReal = new double[length];
        var expectedImaginary = new double[length];
        for (int frequency = 0; frequency < length; frequency++) {
            for (int i = 0; i < length; i++) {
                double angle = -2 * Math.PI * frequency * i / length;
                expectedReal[frequency] += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
                expectedImaginary[frequency] += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
            }
        }
        var fourier = new Fourier(length);
        var a = real.clone();
        var b = imaginary.clone();
        fourier.forward(a, b);
        assertThat(a).containsExactly(expectedReal, within(1e-10));
        assertThat(b).containsExactly(expectedImaginary, within(1e-10));
        fourier.inverse(a, b);
        assertThat(a).containsExactly(real, within(1e-12));
        assertThat(b).containsExactly(imaginary, within(1e-12));
    }
}
