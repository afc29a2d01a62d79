package dev.azulejo.integration.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A Lambda function of one class. It answers with what it got and where it runs; of an event that says `"fail"` it
/// dies.
public class TinyFunction {
    static final String HANDLER = TinyFunction.class.getName() + "::handle";

    public Map<String, Object> handle(Map<String, Object> event) {
        System.out.println("got " + event);
        if (event.containsKey("fail")) {
            throw new IllegalStateException("planted: " + event.get("fail"));
        }
        return Map.of(
                "got", event,
                "greeting", System.getenv().getOrDefault("GREETING", ""),
                "endpoint", System.getenv().getOrDefault("AWS_ENDPOINT_URL", ""),
                "java", Runtime.version().feature(),
                "process", ProcessHandle.current().pid(),
                "heap", Runtime.getRuntime().maxMemory());
    }

    /// The code of the function, as Lambda takes it.
    static byte[] zip() throws IOException {
        var name = TinyFunction.class.getName().replace('.', '/') + ".class";
        var bytes = new ByteArrayOutputStream();
        try (var code = TinyFunction.class.getResourceAsStream("/" + name);
                var zip = new ZipOutputStream(bytes)) {
            if (code == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            zip.putNextEntry(new ZipEntry(name));
            code.transferTo(zip);
        }
        return bytes.toByteArray();
    }
}
