package dev.azulejo.imaging.decode;

import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.VipsHeader;
import dev.azulejo.imaging.libvips.VipsOperations;

/// The functions of libvips that are needed to read a file, looked up once.
public record VipsTools(Libvips libvips, VipsLoader loader, VipsHeader header, VipsOperations operations) {
    public static VipsTools of(Libvips libvips) {
        return new VipsTools(
                libvips, new VipsLoader(libvips), new VipsHeader(libvips.library()), new VipsOperations(libvips));
    }
}
