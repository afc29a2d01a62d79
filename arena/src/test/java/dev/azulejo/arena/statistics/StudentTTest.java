package dev.azulejo.arena.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    /// The values of statistical tables (NIST/SEMATECH e-Handbook, 1.3.6.7.2, critical values of Student's
    /// t).
    @ParameterizedTest
    @CsvSource({
        "0.80, 1, 3.078",
        "0.90, 1, 6.314",
        "0.95, 1, 12.706",
        "0.98, 1, 31.821",
        "0.998, 1, 318.309",
        "0.95, 2, 4.303",
        "0.98, 2, 6.965",
        "0.998, 2, 22.327",
        "0.95, 3, 3.182",
        "0.99, 3, 5.841",
        "0.95, 4, 2.776",
        "0.998, 4, 7.173",
        "0.95, 5, 2.571",
        "0.99, 5, 4.032",
        "0.95, 7, 2.365",
        "0.98, 7, 2.998",
        "0.95, 10, 2.228",
        "0.99, 10, 3.169",
        "0.95, 39, 2.023",
        "0.95, 100, 1.984",
        "0.998, 100, 3.174"
    })
    void itIsAsInTables(double chance, int degrees, double reach) {
        assertThat(StudentT.reach(chance, degrees)).isCloseTo(reach, within(0.00051));
    }

    @Test
    void withManyValuesItIsTheNormalDistribution() {
        assertThat(StudentT.reach(0.95, 10_001)).isCloseTo(1.960201, within(1e-5));
    }

    @Test
    void whatHasNoReachIsRefused() {
        assertThatThrownBy(() -> StudentT.reach(0.95, 0)).hasMessageContaining("0 degrees of freedom");
        assertThatThrownBy(() -> StudentT.reach(1, 5)).hasMessageContaining("a chance of 1.0");
        assertThatThrownBy(() -> StudentT.reach(Double.NaN, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
