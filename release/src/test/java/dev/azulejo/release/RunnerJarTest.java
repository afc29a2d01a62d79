package dev.azulejo.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerJarTest {
    private static final String FIRST = "io/quarkus/runner/A.class";
    private static final String SECOND = "io/quarkus/runner/B.class";

    @TempDir
    Path folder;

    private record Entry(String name, byte[] bytes) {}

    /// A class whose method takes two keys and a number of 64 bits.
    private static byte[] recorded(String name, String... keys) {
        return ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        type -> type.withMethodBody(
                                "deploy",
                                MethodTypeDesc.of(ConstantDescs.CD_void),
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                code -> {
                                    code.loadConstant(1L << 40).pop2();
                                    for (var key : keys) {
                                        code.loadConstant(key).pop();
                                    }
                                    code.return_();
                                }));
    }

    private Path jar(String name, Entry... entries) throws IOException {
        var jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var entry : entries) {
                var its = new JarEntry(entry.name);
                its.setTime(1_000_000_000_000L);
                out.putNextEntry(its);
                out.write(entry.bytes);
            }
        }
        return jar;
    }

    private Path copy(Path jar) throws IOException {
        var copy = folder.resolve("copy-of-" + jar.getFileName());
        RunnerJar.copy(jar, copy);
        return copy;
    }

    @Test
    void twoBuildsThatDifferInNumbersAndOrderBecomeEqual() throws IOException {
        var one = jar(
                "one.jar",
                new Entry(SECOND, recorded("B", "proxykey9", "proxykey100", "a")),
                new Entry(FIRST, recorded("A", "proxykey100", "proxykey9")));
        var other = jar(
                "other.jar",
                new Entry(FIRST, recorded("A", "proxykey2", "proxykey31")),
                new Entry(SECOND, recorded("B", "proxykey31", "proxykey2", "a")));
        assertThat(copy(one)).hasSameBinaryContentAs(copy(other));
        assertThat(constants(copy(one), FIRST)).contains("proxykey0", "proxykey1");
        assertThat(constants(copy(one), SECOND)).containsSubsequence("proxykey1", "proxykey0", "a");
    }

    @Test
    void whoHandsWhatToWhomStaysADifference() throws IOException {
        var one = jar(
                "one.jar",
                new Entry(FIRST, recorded("A", "proxykey1", "proxykey2")),
                new Entry(SECOND, recorded("B", "proxykey1")));
        var other = jar(
                "other.jar",
                new Entry(FIRST, recorded("A", "proxykey1", "proxykey2")),
                new Entry(SECOND, recorded("B", "proxykey2")));
        assertThat(Files.readAllBytes(copy(one))).isNotEqualTo(Files.readAllBytes(copy(other)));
    }

    @Test
    void classesOfOursStayAsTheyAre() throws IOException {
        var ours = recorded("dev.azulejo.Ours", "proxykey7");
        var jar = copy(jar("ours.jar", new Entry("dev/azulejo/Ours.class", ours)));
        assertThat(constants(jar, "dev/azulejo/Ours.class")).contains("proxykey7");
    }

    private static List<String> constants(Path jar, String name) throws IOException {
        try (var file = new JarFile(jar.toFile());
                var in = file.getInputStream(file.getEntry(name))) {
            var texts = new ArrayList<String>();
            for (var entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
                if (entry instanceof StringEntry text) {
                    texts.add(text.stringValue());
                }
            }
            return texts;
        }
    }
}
