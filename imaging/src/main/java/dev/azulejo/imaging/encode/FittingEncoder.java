package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.UnmetBytes;
import java.util.List;

/// Lowers the quality of another encoder until the file fits a given number of bytes, and uses the highest
/// quality that does. The whole result is one strip then, which is encoded some seven times.
///
/// @param encoder for a format that has a quality
public record FittingEncoder(StripEncoder encoder) implements StripEncoder {
    /// The lowest quality: below it, blocks show more than the picture.
    private static final int LEAST_QUALITY = 10;

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return encoder.rowMultiple(pixels, output);
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return encoder.fingerprint(output);
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
        var output = result.encoding();
        var best = encoder.encode(result, strip, rows);
        if (output.maxBytes() == 0 || bytes(result, best) <= output.maxBytes()) {
            return best;
        }
        int tooLarge = output.quality();
        int fits = Math.min(LEAST_QUALITY, output.quality());
        best = encoder.encode(result.inQuality(fits), strip, rows);
        if (bytes(result, best) > output.maxBytes()) {
            throw new UnmetBytes(output.format(), output.maxBytes(), fits, bytes(result, best));
        }
        while (tooLarge - fits > 1) {
            int quality = (fits + tooLarge) / 2;
            var tried = encoder.encode(result.inQuality(quality), strip, rows);
            if (bytes(result, tried) <= output.maxBytes()) {
                fits = quality;
                best = tried;
            } else {
                tooLarge = quality;
            }
        }
        return best;
    }

    private long bytes(Result result, EncodedStrip strip) {
        return (long) strip.bytes().length + encoder.trailer(result, List.of(strip.facts())).length;
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        return encoder.trailer(result, facts);
    }
}
