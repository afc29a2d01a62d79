package dev.azulejo.imaging.child;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.child.Message.Kind;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// The decoder process: it decodes one file after another, as its parent asks, and ends when its parent
/// does.
public final class DecoderMain {
    private static final int MAX_PIXELS_BYTES = 1 << 20;

    private final Libvips libvips;
    private final ImageDecoder decoder;
    private final ParentPipe parent;

    private DecoderMain(Libvips libvips, ParentPipe parent) {
        this.libvips = libvips;
        this.decoder = new VipsDecoder(libvips);
        this.parent = parent;
    }

    /// @param arguments the cache folder, and the choice of libvips
    public static void main(String[] arguments) throws IOException {
        var choice = LibvipsChoice.parse(arguments[1]);
        try (OutputStream answers = new FileOutputStream("/dev/fd/3")) {
            var parent = new ParentPipe(System.in, answers);
            var libvips = new Libvips(new LibvipsFinder(choice, Path.of(arguments[0])).find());
            new DecoderMain(libvips, parent).serve();
        }
    }

    private void serve() throws IOException {
        parent.send(new Message(Kind.READY, 0, decoder.fingerprint()));
        while (true) {
            var question = parent.receive(Kind.OPEN, Kind.CONVERT);
            if (question.kind() == Kind.OPEN) {
                decode(question.number());
            } else {
                convert(question);
            }
        }
    }

    private void convert(Message question) throws IOException {
        try {
            var samples = Conversion.decode(question.payload()).by(new IccTransform(libvips));
            parent.send(new Message(Kind.CONVERTED, 0, samples));
        } catch (PermanentFailure unfit) {
            parent.send(new Message(Kind.FAILED, 0, String.valueOf(unfit.getMessage())));
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // the boundary of a profile
            parent.send(new Message(Kind.FAILED, 0, e.toString()));
        }
    }

    private void decode(int page) throws IOException {
        try {
            // Without a buffer, a reader that takes a file chunk by chunk would ask the parent for each of
            // them.
            var source = new BufferedInputStream(new AskingStream(parent), AskingStream.MAX_BYTES);
            try (var rows = decoder.decode(source, page)) {
                var rehearsal = new ResultRehearsal(libvips);
                rehearsal.of(rows.image());
                parent.send(new Message(Kind.HEADER, 0, HeaderCodec.encode(rows.image())));
                giveRows(rows, rehearsal);
            }
            parent.send(new Message(Kind.CLOSE, 0));
        } catch (UnreadableImage e) {
            parent.send(new Message(Kind.UNREADABLE, 0, e.reason() + "\n" + e.detail()));
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // the boundary of a file
            parent.send(new Message(Kind.FAILED, 0, e.toString()));
        }
    }

    private void giveRows(ImageDecoder.Rows rows, ResultRehearsal rehearsal) throws UnreadableImage, IOException {
        var image = rows.image();
        int rowBytes = Math.multiplyExact(image.stored().width(), image.pixels().bytesPerPixel());
        int rowsAtOnce = Math.max(1, MAX_PIXELS_BYTES / rowBytes);
        for (var wanted = question(); wanted.kind() != Kind.CLOSE; wanted = question()) {
            if (wanted.kind() == Kind.END) {
                rehearsal.of(rows.image());
                parent.send(new Message(Kind.HEADER, 0, HeaderCodec.encode(rows.image())));
            }
            for (int left = wanted.number(); left > 0; left -= rowsAtOnce) {
                int count = Math.min(left, rowsAtOnce);
                var pixels = new byte[Math.multiplyExact(count, rowBytes)];
                rows.next(count, pixels, 0);
                parent.send(new Message(Kind.PIXELS, count, pixels));
            }
        }
    }

    private Message question() throws IOException {
        return parent.receive(Kind.ROWS, Kind.END, Kind.CLOSE);
    }
}
