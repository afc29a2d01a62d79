package dev.azulejo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeJarTest {
    private static final List<String> ENTRIES = List.of(
            "META-INF/LICENSE",
            "ai/onnxruntime/OrtSession.class",
            "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
            "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
            "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib",
            "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib.dSYM/Contents/Info.plist",
            "linux/amd64/libzstd-jni-1.so",
            "darwin/aarch64/libzstd-jni-1.dylib");

    @TempDir
    Path folder;

    private Path jar(List<String> entries) throws IOException {
        var jar = folder.resolve("com.example.onnxruntime-1.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var name : entries) {
                var entry = new JarEntry(name);
                entry.setTime(1_000_000_000_000L);
                out.putNextEntry(entry);
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    @Test
    void theLibrariesOfThePlatformGoBesideTheJarAndAllOthersOut() throws IOException {
        var copy = folder.resolve("copy.jar");
        NativeJar.of(Platform.DARWIN_ARM64).getFirst().split(jar(ENTRIES), copy, folder.resolve("natives"));
        assertThat(Trees.files(folder.resolve("natives")))
                .singleElement()
                .satisfies(file -> assertThat(file)
                        .endsWith(Path.of("onnxruntime/libonnxruntime.dylib"))
                        .hasContent("ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib"));
        try (var jar = new JarFile(copy.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .containsExactly(
                            "META-INF/LICENSE",
                            "ai/onnxruntime/OrtSession.class",
                            "linux/amd64/libzstd-jni-1.so",
                            "darwin/aarch64/libzstd-jni-1.dylib");
        }
    }

    @Test
    void aLibraryMayGetANameOfItsOwn() throws IOException {
        var zstd = NativeJar.of(Platform.LINUX_X64).getLast();
        zstd.split(jar(ENTRIES), folder.resolve("copy.jar"), folder.resolve("natives"));
        assertThat(folder.resolve("natives/libzstd-jni")).hasContent("linux/amd64/libzstd-jni-1.so");
    }

    /// Else two builds of a release would differ.
    @Test
    void theTimesOfEntriesStay() throws IOException {
        var copy = folder.resolve("copy.jar");
        NativeJar.of(Platform.LINUX_X64).getFirst().split(jar(ENTRIES), copy, folder.resolve("natives"));
        try (var jar = new JarFile(copy.toFile())) {
            assertThat(jar.stream())
                    .allSatisfy(entry -> assertThat(entry.getTime()).isEqualTo(1_000_000_000_000L));
        }
    }

    @Test
    void aJarWithoutALibraryForThePlatformIsRefused() throws IOException {
        var jar = jar(List.of("ai/onnxruntime/native/linux-x64/libonnxruntime.so"));
        assertThatIOException()
                .isThrownBy(() -> NativeJar.of(Platform.LINUX_ARM64)
                        .getFirst()
                        .split(jar, folder.resolve("copy.jar"), folder.resolve("natives")))
                .withMessageContaining("com.example.onnxruntime-1.jar has no library for this platform");
    }
}
