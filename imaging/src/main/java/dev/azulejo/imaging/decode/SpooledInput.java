package dev.azulejo.imaging.decode;

import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.libvips.Libvips;
import java.lang.foreign.MemorySegment;

/// A file in a copy, in which libvips goes back and forth. The copy belongs to its maker, which has also
/// checked that it is whole.
record SpooledInput(Libvips libvips, MemorySegment source, FileFacts facts) implements VipsInput {
    static SpooledInput of(VipsTools tools, SpooledFile file, FileFacts facts) {
        var source = tools.loader()
                .newSource(file.path())
                .orElseThrow(() -> new IllegalStateException(tools.libvips().lastError()));
        return new SpooledInput(tools.libvips(), source, facts);
    }

    @Override
    public void close() {
        libvips.unref(source);
    }
}
