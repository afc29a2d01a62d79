package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.Density;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.png.PngBlocks;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// A file that is read from its first byte to its last, while it comes.
public final class StreamInput implements VipsInput {
    private final Libvips libvips;
    private final StreamSource stream;
    private final MemorySegment source;

    public StreamInput(Libvips libvips, VipsLoader loader, InputStream bytes, FileWatch watch) {
        this.libvips = libvips;
        stream = new StreamSource(bytes, watch);
        source = loader.newSource(stream);
    }

    @Override
    public MemorySegment source() {
        return source;
    }

    @Override
    public boolean isCutOff() {
        return lacksEndAlone() || (stream.ended() && !stream.watch().complete());
    }

    @Override
    public void rethrow() {
        stream.rethrow();
    }

    @Override
    public Optional<UnreadableImage> refusal() {
        return stream.watch().refusal();
    }

    @Override
    public boolean finish() {
        stream.finish();
        return stream.watch().complete() || lacksEndAlone();
    }

    @Override
    public boolean lacksEndAlone() {
        return stream.watch().lacksEndAlone();
    }

    @Override
    public Optional<String> rareKind(String words) {
        return stream.watch().rareKind(words);
    }

    @Override
    public Optional<String> comment() {
        return stream.watch().comment();
    }

    @Override
    public boolean sawProfile() {
        return stream.watch().sawProfile();
    }

    @Override
    public Optional<PngBlocks> png() {
        return stream.watch().png();
    }

    @Override
    public Optional<Density> density() {
        return stream.watch().density();
    }

    @Override
    public List<String> warnings() {
        return stream.watch().warnings();
    }

    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return stream.watch().decodeBytes(pixels, bytesPerPixel);
    }

    @Override
    public void close() {
        stream.detach();
        libvips.unref(source);
    }
}
