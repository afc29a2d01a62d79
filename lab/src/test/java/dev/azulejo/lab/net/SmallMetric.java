package dev.azulejo.lab.net;

import dev.azulejo.inference.graph.OnnxFile;
import dev.azulejo.inference.graph.OnnxNodes;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import dev.azulejo.lab.picture.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// A file with the constants of ST-LPIPS, drawn at random and for few channels, so that tests need not pull the real
/// ones.
public final class SmallMetric {
    /// The channels after each of its layers.
    private static final int[] CHANNELS = {4, 6, 5, 3, 4};

    private static final int[] KERNELS = {11, 5, 3, 3, 3};
    private static final String[] NAMES = {"slice1.0", "slice2.5", "slice3.9", "slice4.11", "slice5.13"};
    private static final int BLUR = 3;

    private SmallMetric() {}

    /// Draws the file.
    public static byte[] drawn(long seed) {
        var random = Seeds.random(seed, "metric", 0);
        var graph = new Message();
        add(graph, "contrast", 4, 4, 4);
        add(graph, "offset", -2, -2, -2);
        add(graph, "epsilon", 1e-10f);
        int inputs = 3;
        for (int i = 0; i < NAMES.length; i++) {
            int size = inputs * KERNELS[i] * KERNELS[i];
            add(graph, NAMES[i] + ".kernel", gaussian(random, CHANNELS[i] * size, (float) Math.sqrt(2.0 / size)));
            add(graph, NAMES[i] + ".bias", gaussian(random, CHANNELS[i], 0.1f));
            var counts = gaussian(random, CHANNELS[i], 1);
            for (int channel = 0; channel < counts.length; channel++) {
                counts[channel] = Math.abs(counts[channel]);
            }
            add(graph, "weights" + i, counts);
            inputs = CHANNELS[i];
        }
        add(graph, "slice1.1.kernel", blur(CHANNELS[0]));
        add(graph, "slice2.4.kernel", blur(CHANNELS[0]));
        add(graph, "slice3.8.kernel", blur(CHANNELS[1]));
        return new Message().message(OnnxFile.GRAPH_OF_MODEL, graph).bytes();
    }

    private static float[] blur(int channels) {
        var kernel = new float[channels * BLUR * BLUR];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (i % BLUR == 1 ? 2 : 1) * (i / BLUR % BLUR == 1 ? 2 : 1) / 16f;
        }
        return kernel;
    }

    private static float[] gaussian(Random random, int count, float deviation) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = deviation * (float) random.nextGaussian();
        }
        return numbers;
    }

    private static void add(Message graph, String name, float... numbers) {
        var raw = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(numbers);
        graph.message(
                OnnxFile.INITIALIZER_OF_GRAPH,
                new Message()
                        .number(1, numbers.length)
                        .number(2, OnnxNodes.FLOAT)
                        .text(OnnxFile.NAME_OF_TENSOR, name)
                        .bytes(OnnxFile.RAW_DATA_OF_TENSOR, raw.array()));
    }
}
