package dev.azulejo.lab.train;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.lab.damage.Codecs;
import dev.azulejo.lab.damage.Fit;
import dev.azulejo.lab.damage.Noise;
import dev.azulejo.lab.damage.Range;
import dev.azulejo.lab.net.Arithmetic;
import dev.azulejo.lab.net.Learners;
import dev.azulejo.lab.net.Link;
import dev.azulejo.lab.net.Loss;
import dev.azulejo.lab.net.NetDesign;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scenes;
import dev.azulejo.lab.recipe.PictureSource;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A short training as a process, which prints each step, and in the end a hash of the weights.
public final class SmallTraining {
    static final int STEPS = 320;
    private static final int REST = 7;

    /// Padding for lines, so that the process can be only some ten steps ahead of its reader: a pipe holds
    /// 64 KiB.
    private static final String PADDING = " ".repeat(8000);

    private static final TrainingRecipe RECIPE = new TrainingRecipe(
            1,
            "tiny",
            "For tests",
            2,
            new NetDesign(NetDesign.Kind.SPAN, 1, 8),
            7,
            STEPS,
            2,
            8,
            Loss.CHARBONNIER,
            null,
            0.002,
            0.99,
            new PictureSource(2, 96),
            null,
            List.of(new Fit(null, List.of()), new Noise(0.5, new Range(0, 8), null, 0.5)));

    /// What learns: one network, or a chain of two together.
    enum Kind {
        ALONE,
        TOGETHER;

        private List<Link> links() {
            var first = new Link(new NetDesign(NetDesign.Kind.PLAIN, 2, 6), 1, Arithmetic.FP32);
            return this == ALONE ? List.of(RECIPE.link()) : List.of(first, RECIPE.link());
        }

        private float[] start() {
            var rows = links().stream()
                    .map(link -> link.parameters().drawn(RECIPE.seed()))
                    .toList();
            var all = FloatBuffer.allocate(
                    rows.stream().mapToInt(row -> row.length).sum());
            rows.forEach(all::put);
            return all.array();
        }
    }

    private SmallTraining() {}

    /// @param args a folder, the name of the training in it, and what learns
    public static void main(String[] args) {
        System.out.println(trained(Path.of(args[0]), args[1], Kind.valueOf(args[2]), step -> {
            System.out.println(step.step() + PADDING);
            System.out.flush();
        }));
    }

    /// Such a process, to be started.
    ///
    /// @param kind what learns, as in [#main]
    /// @param options of its JVM, besides the usual ones
    public static ProcessBuilder process(Path folder, String name, String kind, String... options) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var usual = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
        var what = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SmallTraining.class.getName(),
                folder.toString(),
                name,
                kind);
        return new ProcessBuilder(Stream.of(List.of(java), usual, List.of(options), what)
                .flatMap(List::stream)
                .toList());
    }

    static String weights(Path folder, String name, Kind kind) {
        return trained(folder, name, kind, _ -> {});
    }

    private static String trained(Path folder, String name, Kind kind, Consumer<Training.Progress> news) {
        var batches = new Batches(RECIPE, new Scenes(7, 2, 96), new None());
        var training = new Training(RECIPE, batches, folder.resolve(name), "0".repeat(64), REST, news);
        try (var net = new Learners(kind.links(), null)) {
            var weights = training.run(net, kind.start());
            var bytes = ByteBuffer.allocate(weights.length * Float.BYTES);
            bytes.asFloatBuffer().put(weights);
            return Hash.of(bytes.array()).hex();
        }
    }

    /// This recipe writes no files.
    private static final class None implements Codecs {
        @Override
        public Picture jpeg(Picture picture, int quality, boolean subsampled) {
            throw new AssertionError("no JPEG in this recipe");
        }

        @Override
        public Picture webp(Picture picture, int quality) {
            throw new AssertionError("no WebP in this recipe");
        }
    }
}
