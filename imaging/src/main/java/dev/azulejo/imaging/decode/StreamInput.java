package dev.azulejo.imaging.decode;

import dev.azulejo.imaging.libvips.Libvips;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;

/// A file that is read from first byte to last while it arrives.
public final class StreamInput implements VipsInput {
    private final Libvips libvips;
    private final StreamSource stream;
    private final MemorySegment source;

    public StreamInput(VipsTools tools, InputStream file, FileWatch watch) {
        libvips = tools.libvips();
        stream = new StreamSource(watch.bytes(file), watch);
        source = tools.loader().newSource(stream);
    }

    @Override
    public MemorySegment source() {
        return source;
    }

    @Override
    public FileWatch facts() {
        return stream.watch();
    }

    @Override
    public boolean isCutOff() {
        return facts().lackedEnd().isPresent() || (stream.ended() && !facts().complete());
    }

    @Override
    public void rethrow() {
        stream.rethrow();
    }

    @Override
    public boolean finish() {
        stream.finish();
        return facts().complete() || facts().lackedEnd().isPresent();
    }

    @Override
    public void close() {
        stream.detach();
        libvips.unref(source);
    }
}
