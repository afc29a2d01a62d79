package dev.azulejo.integration.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A Lambda function of one class. It answers with what it got and where it runs, unless the event wants
/// something else: `"fail"` with a message, `"sleepMillis"`, `"nativeMegabytes"` of memory, `"exit"` with a
/// status.
public class TinyFunction {
    private static final String FILE = TinyFunction.class.getName().replace('.', '/') + ".class";
    static final String HANDLER = TinyFunction.class.getName() + "::handle";

    public Map<String, Object> handle(Map<String, Object> event) throws InterruptedException {
        System.out.println("got " + event);
        if (event.containsKey("fail")) {
            throw new IllegalStateException("planted: " + event.get("fail"));
        }
        if (event.get("nativeMegabytes") instanceof Number megabytes) {
            try (var arena = Arena.ofConfined()) {
                arena.allocate(megabytes.longValue() << 20).fill((byte) 1);
            }
        }
        if (event.get("sleepMillis") instanceof Number millis) {
            Thread.sleep(millis.longValue());
        }
        if (event.get("exit") instanceof Number status) {
            Runtime.getRuntime().halt(status.intValue());
        }
        return Map.of(
                "got", event,
                "greeting", System.getenv().getOrDefault("GREETING", ""),
                "endpoint", System.getenv().getOrDefault("AWS_ENDPOINT_URL", ""),
                "java", Runtime.version().feature(),
                "process", ProcessHandle.current().pid(),
                "heap", Runtime.getRuntime().maxMemory());
    }

    /// The code of the function as a zip.
    static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var code = code();
                var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(FILE));
            code.transferTo(zip);
        }
        return bytes.toByteArray();
    }

    /// The code of the function as a folder.
    static void copyTo(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        Files.createDirectories(file.getParent());
        try (var code = code()) {
            Files.copy(code, file);
        }
    }

    private static InputStream code() {
        return Objects.requireNonNull(TinyFunction.class.getResourceAsStream("/" + FILE), "this class has a file");
    }
}
