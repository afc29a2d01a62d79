package dev.azulejo.imaging.deflate;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates data of a stranger's file, which may be a thousand times as long as it looks. (RFC 1950)
public final class Inflated {
    private static final int PART = 1 << 14;

    private Inflated() {}

    /// @param from where the zlib stream starts in `bytes`
    /// @return empty if the result would be longer than `most` bytes
    /// @throws DataFormatException when the stream is damaged or does not end
    public static Optional<byte[]> of(byte[] bytes, int from, int most) throws DataFormatException {
        var target = new ByteArrayOutputStream();
        try (var inflater = new Inflater()) {
            inflater.setInput(bytes, from, bytes.length - from);
            var part = new byte[PART];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException("the stream does not end");
                }
                if (count > most - target.size()) {
                    return Optional.empty();
                }
                target.write(part, 0, count);
            }
        }
        return Optional.of(target.toByteArray());
    }
}
