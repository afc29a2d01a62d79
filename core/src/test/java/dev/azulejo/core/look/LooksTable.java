package dev.azulejo.core.look;

import dev.azulejo.core.look.jpeg.JpegLook;
import dev.azulejo.core.look.jpeg.JpegTrace;
import dev.azulejo.core.look.noise.Noise;
import dev.azulejo.core.look.noise.NoiseLook;
import dev.azulejo.core.look.sharpness.Blur;
import dev.azulejo.core.look.sharpness.BlurLook;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Prints what the looks say of each picture whose path comes as a line of standard input: a line of JSON each.
/// `benchmarks/looks.sh` calls it.
final class LooksTable {
    private LooksTable() {}

    public static void main(String[] args) throws IOException {
        var paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var path = paths.readLine(); path != null; path = paths.readLine()) {
            System.out.println(line(Path.of(path)));
        }
    }

    private static String line(Path path) throws IOException {
        var picture = LookedPictures.read(path);
        byte[] bytes = LookedPictures.rgb(picture);
        int width = picture.getWidth();
        int height = picture.getHeight();
        var noise = new NoiseLook(width, height);
        var jpeg = new JpegLook(width, height);
        long[] jpegNanos = new long[1];
        var blur = new BlurLook(width, height);
        long[] blurNanos = new long[1];
        long[] nanos = new long[1];
        LookedPictures.show(bytes, width, PixelFormat.rgb8(), rows -> {
            long start = nanos();
            noise.accept(rows);
            nanos[0] += nanos() - start;
            start = nanos();
            jpeg.accept(rows);
            jpegNanos[0] += nanos() - start;
            start = nanos();
            blur.accept(rows);
            blurNanos[0] += nanos() - start;
        });
        var levels = noise.levels();
        long startOfTrace = nanos();
        var trace = jpeg.trace();
        jpegNanos[0] += nanos() - startOfTrace;
        return String.format(
                Locale.ROOT,
                "{\"name\": \"%s\", \"sigma\": %.3f, \"luma\": %.3f, \"coarse\": %.3f, \"blocks\": %d, \"ns\": %.2f, \"jpeg\": %s, \"jpegNs\": %.2f, \"blur\": %.3f, \"edges\": %d, \"blurNs\": %.2f}",
                path.getFileName(),
                levels.sigma().orElse(Double.NaN),
                levels.luma().map(Noise::sigma).orElse(Double.NaN),
                levels.luma().map(Noise::coarseSigma).orElse(Double.NaN),
                levels.luma().map(Noise::blocks).orElse(0L),
                nanos[0] / (double) width / height,
                json(trace),
                jpegNanos[0] / (double) width / height,
                blur.blur().map(Blur::sigma).orElse(Double.NaN),
                blur.blur().map(Blur::edges).orElse(0L),
                blurNanos[0] / (double) width / height);
    }

    /// Of the processor, as the machine may be busy with other things.
    private static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String json(JpegTrace trace) {
        return switch (trace) {
            case JpegTrace.Found found ->
                "[%d, %d, %d, %.0f, %d]"
                        .formatted(found.left(), found.top(), found.quality(), found.evidence(), found.blocks());
            case JpegTrace.None none -> "[]";
            case JpegTrace.Unknown unknown -> "null";
        };
    }
}
