package dev.azulejo.storage.s3;

import dev.azulejo.storage.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The facts that another process needs to continue an upload, in lines: neither keys nor metadata have
/// any.
///
/// @param writeId by which the object is recognised as ours once it has appeared
/// @param upload its id; empty if no part was sent yet
/// @param isChecked whether it was created with a checksum
record UploadToken(
        String key, long bytes, Map<String, String> metadata, String writeId, String upload, boolean isChecked) {
    private static final String KIND = "upload to S3";
    private static final int FIELDS = 6;

    UploadToken {
        metadata = Map.copyOf(metadata);
    }

    String text() {
        var said = metadata.entrySet().stream()
                .map(entry -> "\n%s=%s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return String.join("\n", KIND, key, Long.toString(bytes), writeId, upload, Boolean.toString(isChecked)) + said;
    }

    /// @throws IllegalArgumentException when it is none
    static UploadToken parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < FIELDS || !lines[0].equals(KIND)) {
            throw new IllegalArgumentException("this is no token of an upload to S3");
        }
        var metadata = new LinkedHashMap<String, String>();
        for (int line = FIELDS; line < lines.length; line++) {
            var field = lines[line].split("=", 2);
            if (field.length < 2) {
                throw new IllegalArgumentException("a token of an upload to S3 with metadata that is none");
            }
            metadata.put(field[0], field[1]);
        }
        return new UploadToken(
                lines[1],
                Long.parseLong(lines[2]),
                Metadata.checked(metadata),
                lines[3],
                lines[4],
                Boolean.parseBoolean(lines[5]));
    }
}
