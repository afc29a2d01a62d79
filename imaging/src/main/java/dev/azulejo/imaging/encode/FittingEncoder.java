package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.record.Rendition;
import dev.azulejo.core.job.request.OutputSpec;
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
    public int rowMultiple(PixelFormat pixels, OutputSpec output) {
        return encoder.rowMultiple(pixels, output);
    }

    @Override
    public String fingerprint(OutputSpec output) {
        return encoder.fingerprint(output);
    }

    @Override
    public EncodedStrip encode(Rendition rendition, int strip, PixelBlock rows) {
        var output = rendition.output();
        var best = encoder.encode(rendition, strip, rows);
        if (output.maxBytes() == 0 || bytes(rendition, best) <= output.maxBytes()) {
            return best;
        }
        int tooLarge = output.quality();
        int fits = Math.min(LEAST_QUALITY, output.quality());
        best = encoder.encode(rendition.inQuality(fits), strip, rows);
        if (bytes(rendition, best) > output.maxBytes()) {
            throw new UnmetBytes(output.format(), output.maxBytes(), fits, bytes(rendition, best));
        }
        while (tooLarge - fits > 1) {
            int quality = (fits + tooLarge) / 2;
            var tried = encoder.encode(rendition.inQuality(quality), strip, rows);
            if (bytes(rendition, tried) <= output.maxBytes()) {
                fits = quality;
                best = tried;
            } else {
                tooLarge = quality;
            }
        }
        return best;
    }

    private long bytes(Rendition rendition, EncodedStrip strip) {
        return (long) strip.bytes().length + encoder.trailer(rendition, List.of(strip.facts())).length;
    }

    @Override
    public byte[] trailer(Rendition rendition, List<StripFacts> facts) {
        return encoder.trailer(rendition, facts);
    }
}
