package dev.azulejo.core.plan;

import dev.azulejo.core.pixels.PixelFormat;

/// Finds out, row by row, whether an image is opaque everywhere. For one thread.
final class Opacity {
    private final PixelFormat format;
    private boolean opaque = true;

    Opacity(PixelFormat format) {
        this.format = format;
    }

    void accept(byte[] samples, int pixels) {
        if (!format.hasAlpha() || !opaque) {
            return;
        }
        int pixelBytes = format.bytesPerPixel();
        int sampleBytes = format.bytesPerSample();
        int end = pixels * pixelBytes;
        for (int alpha = pixelBytes - sampleBytes; alpha < end; alpha += pixelBytes) {
            for (int b = 0; b < sampleBytes; b++) {
                opaque &= samples[alpha + b] == (byte) 0xff;
            }
        }
    }

    boolean isOpaque() {
        return opaque;
    }
}
