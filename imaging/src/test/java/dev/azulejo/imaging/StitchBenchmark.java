package dev.azulejo.imaging;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.testkit.PhotoMosaic;
import dev.azulejo.imaging.testkit.StripWriter;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.VipsWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Compares our strip encoders to libvips, which writes the same pixels from memory, and prints a table for
/// the README of benchmarks. `IMAGES SIDE ROUNDS [WORD]`: the folder of the photographs, the image's side
/// in pixels, rounds that count, a word of the wanted rows.
public final class StitchBenchmark {
    private static final int THREADS = 2;
    private static final String TILES = ".tif[bigtiff=true,tile=true,tile_width=256,tile_height=256";

    private static final ResultEncoding UNPACKED =
            new ResultEncoding(ImageFormat.TIFF, 90, 1, TiffCompression.NONE, 0, MetadataPolicy.KEEP, null);

    /// One file written.
    ///
    /// @param cpuSeconds of the whole process: its compiler and garbage collector count, too
    private record Run(double wallSeconds, double cpuSeconds, long bytes) {}

    /// Writes the image in one way.
    private interface Contender {
        /// @return the number of bytes written
        long write(Path folder) throws IOException;
    }

    /// @param suffix libvips' name of the format and its options
    private record Case(String name, ResultEncoding output, String suffix) {}

    private static final List<Case> CASES = List.of(
            new Case("PNG, level 1", ResultEncoding.of(ImageFormat.PNG), ".png[compression=1]"),
            new Case(
                    "PNG, level 1, libvips with filter Up",
                    ResultEncoding.of(ImageFormat.PNG),
                    ".png[compression=1,filter=up]"),
            new Case(
                    "BigTIFF, deflate 1",
                    ResultEncoding.of(ImageFormat.TIFF),
                    TILES + ",compression=deflate,predictor=horizontal,level=1]"),
            new Case("BigTIFF, not compressed", UNPACKED, TILES + "]"),
            new Case("JPEG, quality 92, 4:4:4", ResultEncoding.of(ImageFormat.JPEG), ".jpg[Q=92,subsample_mode=off]"),
            new Case(
                    "JPEG, quality 89, 4:2:0",
                    ResultEncoding.of(ImageFormat.JPEG, 89),
                    ".jpg[Q=89,subsample_mode=on]"));

    private StitchBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int side = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        var word = arguments.length > 3 ? arguments[3] : "";
        var size = new Size(side, side);
        var image = PhotoMosaic.of(Path.of(arguments[0]), size);
        var folder = Files.createTempDirectory("stitch-benchmark");
        System.out.printf(
                "%dx%d, %d rounds, PNG and TIFF by %s%n%n",
                side, side, rounds, Deflates.found().fastest(1));
        System.out.println(
                "| format | MP per CPU second | libvips | ratio by CPU time | by wall time | size | two threads |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (var each : CASES.stream().filter(its -> its.name().contains(word)).toList()) {
            var strips = new StripWriter(TestLibvips.LIBVIPS, each.output(), image);
            try (var peer = new VipsWriter(TestLibvips.LIBVIPS, image, each.suffix())) {
                var contenders =
                        List.<Contender>of(its -> strips.write(its, 1), peer::write, its -> strips.write(its, THREADS));
                System.out.println(row(each, size, runs(contenders, folder, rounds)));
            }
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// Runs contenders in turns; the first round does not count.
    private static List<List<Run>> runs(List<Contender> contenders, Path folder, int rounds) throws IOException {
        var runs = new ArrayList<List<Run>>();
        contenders.forEach(contender -> runs.add(new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                var run = timed(contenders.get(i), folder);
                if (round > 0) {
                    runs.get(i).add(run);
                }
            }
        }
        return runs;
    }

    private static Run timed(Contender contender, Path folder) throws IOException {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        long bytes = contender.write(folder);
        return new Run((System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9, bytes);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String row(Case each, Size size, List<List<Run>> runs) {
        var ours = runs.get(0);
        var peer = runs.get(1);
        var two = runs.get(2);
        double megapixels = size.pixels() / 1e6;
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.2f | %.3f | %.2f |",
                each.name(),
                megapixels / median(ours, Run::cpuSeconds),
                megapixels / median(peer, Run::cpuSeconds),
                median(peer, Run::cpuSeconds) / median(ours, Run::cpuSeconds),
                median(peer, Run::wallSeconds) / median(ours, Run::wallSeconds),
                median(ours, Run::bytes) / median(peer, Run::bytes),
                median(ours, Run::wallSeconds) / median(two, Run::wallSeconds));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> what) {
        return runs.stream()
                .mapToDouble(what)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
