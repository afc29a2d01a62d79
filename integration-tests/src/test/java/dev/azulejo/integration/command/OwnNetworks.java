package dev.azulejo.integration.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Networks of some hundred bytes, as somebody may bring them.
final class OwnNetworks {
    /// Enlarges twofold by linear interpolation; what `models/convert/twofold.py` writes.
    private static final byte[] TWOFOLD = Base64.getMimeDecoder().decode("""
            CAg6qAEKNAoFaW5wdXQKAAoGc2NhbGVzEgZvdXRwdXQiBlJlc2l6ZSoRCgRtb2RlIgZsaW5lYXKgAQMSB3R3b2ZvbGQqHggEEAFCBnNjYWxlc0
            oQAACAPwAAgD8AAABAAAAAQFoiCgVpbnB1dBIZChcIARITCgMSAW4KAggDCgMSAWgKAxIBd2IjCgZvdXRwdXQSGQoXCAESEwoDEgFuCgIIAwoD
            EgFICgMSAVdCBAoAEBE=""");

    private static final byte[] ONE_SIZE = Base64.getMimeDecoder().decode("""
            CAgSADqTAgoSCgF4CgFmEgFyIgdSZXNoYXBlCh8KAXISAW0iClJlZHVjZU1lYW4qCwoEYXhlc0ACoAEHCg4KAXIKAW0SAWQiA1N1YgoOCgFkCg
            FrEgFlIgNNdWwKDgoBZQoBbRIBcyIDQWRkChIKAXMKAXESAXkiB1Jlc2hhcGUSA29uZSohCAMQB0IBZkoYAQAAAAAAAAADAAAAAAAAAAAQAAAA
            AAAAKikIBBAHQgFxSiABAAAAAAAAAAMAAAAAAAAAQAAAAAAAAABAAAAAAAAAACoLEAFCAWtKBGZmhj9aGwoBeBIWChQIARIQCgIIAQoCCAMKAg
            hACgIIQGIbCgF5EhYKFAgBEhAKAggBCgIIAwoCCEAKAghAQgQKABAR""");

    private OwnNetworks() {}

    static Path twofold(Path file) {
        return write(file, TWOFOLD);
    }

    /// Squares of 64 pixels alone, which it gives back with their contrast raised around their mean.
    static Path ofOneSize(Path file) {
        return write(file, ONE_SIZE);
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
