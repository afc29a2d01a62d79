package dev.azulejo.core.look;

import dev.azulejo.core.pixels.PixelFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
        long[] nanos = new long[1];
        LookedPictures.show(bytes, width, PixelFormat.rgb8(), rows -> {
            long start = System.nanoTime();
            noise.accept(rows);
            nanos[0] += System.nanoTime() - start;
        });
        var levels = noise.levels();
        return String.format(
                Locale.ROOT,
                "{\"name\": \"%s\", \"sigma\": %.3f, \"luma\": %.3f, \"coarse\": %.3f, \"blocks\": %d, \"ns\": %.2f}",
                path.getFileName(),
                levels.sigma().orElse(Double.NaN),
                levels.luma().map(Noise::sigma).orElse(Double.NaN),
                levels.luma().map(Noise::coarseSigma).orElse(Double.NaN),
                levels.luma().map(Noise::blocks).orElse(0L),
                nanos[0] / (double) width / height);
    }
}
