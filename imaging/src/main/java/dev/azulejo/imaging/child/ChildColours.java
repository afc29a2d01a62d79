package dev.azulejo.imaging.child;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.child.Message.Kind;
import dev.azulejo.imaging.libvips.ProfileConverter;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.io.IOException;

/// Converts colours in decoder processes, because C runs a profile like a program, and it may come from a
/// stranger. A profile can break only one process; the conversion is then repeated once in a fresh one, as
/// the first may have been broken by another file. Thread-safe.
final class ChildColours implements ProfileConverter {
    private static final int BYTES_AT_ONCE = 8 << 20;

    private final ChildDecoder decoder;

    ChildColours(ChildDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public ResultPixels convert(ResultPixels pixels, byte[] from, byte[] to, int toColours) {
        var whole = new Conversion(pixels, from, to, toColours);
        byte[] samples;
        try {
            samples = converted(decoder.borrow(), whole);
        } catch (IOException ended) {
            samples = convertedAgain(whole);
        }
        return new ResultPixels(pixels.width(), pixels.height(), toColours, false, pixels.bits(), samples);
    }

    private byte[] convertedAgain(Conversion whole) {
        var child = decoder.started();
        try {
            return converted(child, whole);
        } catch (IOException ended) {
            var why = child.death(ended);
            throw new PermanentFailure("the conversion of its colours %s".formatted(why.detail()), why);
        }
    }

    /// @throws IOException when the process ends or violates the protocol; it has ended then
    private byte[] converted(DecoderChild child, Conversion whole) throws IOException {
        var pixels = whole.pixels();
        var samples = new byte[whole.resultBytes()];
        int rows = Math.clamp(BYTES_AT_ONCE / pixels.stride(), 1, pixels.height());
        int position = 0;
        child.watch().begin();
        child.watch().allow(pixels.count());
        for (int top = 0; top < pixels.height(); top += rows) {
            var part = whole.part(top, Math.min(rows, pixels.height() - top));
            byte[] answer = answer(child, part);
            System.arraycopy(answer, 0, samples, position, answer.length);
            position += answer.length;
        }
        decoder.giveBack(child);
        return samples;
    }

    private static byte[] answer(DecoderChild child, Conversion part) throws IOException {
        try {
            child.send(new Message(Kind.CONVERT, 0, part.encode()));
            var answer = child.receive();
            if (answer.kind() == Kind.FAILED) {
                child.close(); // its state is unknown
                throw new PermanentFailure(answer.text());
            }
            if (answer.kind() != Kind.CONVERTED || answer.payload().length != part.resultBytes()) {
                throw new IOException("%s with %d bytes are not the rows that were asked for"
                        .formatted(answer.kind(), answer.payload().length));
            }
            return answer.payload();
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }
}
