package dev.azulejo.inference.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.inference.engine.Provider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFingerprintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flags : fpu avx fma avx2 avx512f avx512_vnni | avx512",
                "flags : fpu avx fma avx2 avx512f | avx512",
                "flags : fpu avx fma avx2 | avx2",
                "flags : fpu avx avx2 | avx",
                "Features : fp asimd sve sme | sme",
                "Features : fp asimd sve | neon"
            })
    void tellsProcessorsApartOnlyWhereTheirBitsMayDiffer(String line, String set) {
        var cpuInfo = "processor : 0\n" + line.strip() + "\nbugs : none\n\nprocessor : 1\n" + line.strip();
        assertThat(EngineFingerprint.instructionSet(cpuInfo)).isEqualTo(set);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flags : fpu avx512f avx512_bf16 amx_bf16 | amx_bf16",
                "flags : fpu avx512f avx512_bf16 | avx512_bf16",
                "flags : fpu avx512f avx512_fp16 |"
            })
    void knowsWhatMultipliesInBf16(String line, String unit) {
        assertThat(EngineFingerprint.bf16Unit(line.strip())).isEqualTo(Optional.ofNullable(unit));
    }

    @Test
    void withoutFlagsTheArchitectureIsWhatIsKnown() {
        assertThat(EngineFingerprint.instructionSet("")).isNotBlank();
    }

    @Test
    void listsTheWholeLadderBecauseEachRungMayDecide() {
        var cuda = new Provider("cuda", "fp32", "conv=default opt=all tf32=off", false);
        var cpu = new Provider("cpu", "fp32", "opt=all", true);
        assertThat(EngineFingerprint.of("onnxruntime 1.29.0", List.of(cuda, cpu)))
                .startsWith("onnxruntime 1.29.0 ")
                .contains(": cuda fp32 conv=default opt=all tf32=off, then cpu fp32 opt=all ");
    }
}
