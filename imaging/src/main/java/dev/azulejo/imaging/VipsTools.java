package dev.azulejo.imaging;

/// libvips' functions that reading a file takes, looked up once.
record VipsTools(Libvips libvips, VipsLoader loader, VipsHeader header, VipsOperations operations) {
    static VipsTools of(Libvips libvips) {
        return new VipsTools(
                libvips, new VipsLoader(libvips), new VipsHeader(libvips.library()), new VipsOperations(libvips));
    }
}
