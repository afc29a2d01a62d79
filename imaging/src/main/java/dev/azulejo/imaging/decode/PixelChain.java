package dev.azulejo.imaging.decode;

import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.VipsOperations;
import java.lang.foreign.MemorySegment;

/// An image of libvips and the steps that are applied to it: each step's result takes its place.
final class PixelChain implements AutoCloseable {
    private final Libvips libvips;
    private MemorySegment image;

    /// Makes a chain that owns `image`.
    PixelChain(Libvips libvips, MemorySegment image) {
        this.libvips = libvips;
        this.image = image;
    }

    /// One operation on the image.
    interface Step {
        MemorySegment apply(MemorySegment image) throws VipsOperations.Failed;
    }

    MemorySegment image() {
        return image;
    }

    /// Takes ownership of another image in place of this one.
    void replace(MemorySegment newImage) {
        close();
        image = newImage;
    }

    void then(Step step) throws VipsOperations.Failed {
        var result = step.apply(image);
        libvips.unref(image);
        image = result;
    }

    /// A chain that starts with a part of this image.
    PixelChain branch(Step step) throws VipsOperations.Failed {
        return new PixelChain(libvips, step.apply(image));
    }

    @Override
    public void close() {
        if (image.address() != 0) {
            libvips.unref(image);
            image = MemorySegment.NULL;
        }
    }
}
