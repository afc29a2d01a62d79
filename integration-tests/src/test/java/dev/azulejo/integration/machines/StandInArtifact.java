package dev.azulejo.integration.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/// Stands for the artifact of the functions: its handler has the name of the real one, and takes each
/// claim and does nothing.
final class StandInArtifact {
    private static final String FOLDER = "io/quarkus/amazon/lambda/runtime/";
    private static final String SOURCE = """
            package io.quarkus.amazon.lambda.runtime;

            public class QuarkusStreamHandler {
                public Object handleRequest(java.util.Map<String, Object> event) {
                    return java.util.Map.of("claim", "taken", "whose", "inbox");
                }
            }
            """;

    private StandInArtifact() {}

    static Path writtenTo(Path folder) throws IOException {
        var source = Files.writeString(folder.resolve("QuarkusStreamHandler.java"), SOURCE);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        var zipFile = folder.resolve("function.zip");
        var name = FOLDER + "QuarkusStreamHandler.class";
        try (var zip = new ZipOutputStream(Files.newOutputStream(zipFile))) {
            zip.putNextEntry(new ZipEntry(name));
            Files.copy(folder.resolve(name), zip);
        }
        return zipFile;
    }
}
