package dev.azulejo.inference.choice;

import dev.azulejo.inference.engine.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Describes what decides the bits of a result besides input and weights, as one line: `onnxruntime 1.29.0
/// linux-x64: cpu fp32 opt=all avx512`. A ladder decides with all its rungs, so it lists them in their
/// order. It names no machine: equal engines have equal lines.
public final class EngineFingerprint {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private EngineFingerprint() {}

    /// @param engine name and version of the engine
    public static String of(String engine, List<Provider> rungs) {
        var ladder = rungs.stream().map(EngineFingerprint::rung).collect(Collectors.joining(", then "));
        return "%s %s: %s".formatted(engine, platform(), ladder);
    }

    private static String rung(Provider provider) {
        var rung = provider.rungName() + " " + provider.options();
        if (!provider.onCpu()) {
            return rung;
        }
        var info = cpuInfo();
        return rung + " " + (provider.isBf16() ? bf16Unit(info).orElse("none") : instructionSet(info));
    }

    /// The instruction set among those for which the runtime has its own float kernels. What a processor
    /// has beyond it does not change a bit.
    static String instructionSet(String cpuInfo) {
        var flags = flags(cpuInfo);
        if (flags.contains("avx512f")) {
            return "avx512";
        }
        if (flags.contains("avx2") && flags.contains("fma")) {
            return "avx2";
        }
        if (flags.contains("avx")) {
            return "avx";
        }
        if (flags.contains("asimd")) {
            return flags.contains("sme") ? "sme" : "neon";
        }
        return architecture();
    }

    /// The processor's unit that multiplies bf16, which has 16 bits with 8 of mantissa; the fastest one if
    /// there are several.
    static Optional<String> bf16Unit(String cpuInfo) {
        var flags = flags(cpuInfo);
        return Stream.of("amx_bf16", "avx512_bf16").filter(flags::contains).findFirst();
    }

    /// Whether this processor has a unit for bf16.
    public static boolean hasBf16() {
        return bf16Unit(cpuInfo()).isPresent();
    }

    /// Identifies the processor: a measurement on one says nothing about another.
    static String processor() {
        var info = cpuInfo();
        var name = field(info, "model name").orElse(architecture());
        return "%s, %s, %s".formatted(name, instructionSet(info), bf16Unit(info).orElse("no bf16"));
    }

    private static Set<String> flags(String cpuInfo) {
        return field(cpuInfo, "flags") // x86
                .or(() -> field(cpuInfo, "Features")) // Arm
                .map(flags -> Set.copyOf(List.of(flags.split("\\s+"))))
                .orElse(Set.of());
    }

    /// A field of the first processor in the file.
    private static Optional<String> field(String cpuInfo, String name) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private static String cpuInfo() {
        try {
            return Files.exists(CPU_INFO) ? Files.readString(CPU_INFO) : "";
        } catch (IOException unreadable) {
            return ""; // then the architecture is what is known
        }
    }

    private static String platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.replaceFirst("\\s.*", "") + "-" + architecture(); // windows 11: windows; mac os x: mac
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x64";
            case String other -> other;
        };
    }
}
