package dev.azulejo.lab.net;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.OnnxGraph;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scene;
import java.nio.FloatBuffer;
import java.util.Map;

/// The means that CUnet takes of its feature maps, in usual pictures: of drawn scenes.
final class PooledMeans {
    private static final int SCENES = 8;
    private static final int SIDE = 256;

    /// The channels of all maps that CUnet pools, and of the first of them.
    private static final int ALL = 384;

    private static final int FIRST = 64;

    private PooledMeans() {}

    /// The means of the first map that is pooled.
    ///
    /// @param model CUnet as it is in this repository
    static float[] of(byte[] model) {
        var engine = Engine.installed();
        var sums = new float[FIRST];
        try (var session = engine.open(engine.providers(Device.CPU).getLast(), model, 1, 0)) {
            for (int number = 0; number < SCENES; number++) {
                var scene = Scene.drawn(0, number, SIDE).samples().clone();
                for (int i = 0; i < scene.length; i++) {
                    scene[i] /= Picture.WHITE;
                }
                var means = session.run(
                        Map.of(
                                OnnxGraph.INPUT,
                                new Tensor.Floats(FloatBuffer.wrap(scene), 1, Picture.BANDS, SIDE, SIDE),
                                "given",
                                new Tensor.Truth(false),
                                "pooled",
                                new Tensor.Floats(FloatBuffer.allocate(ALL), 1, ALL, 1, 1)),
                        "means");
                for (int i = 0; i < FIRST; i++) {
                    sums[i] += means.samples().get(i) / SCENES;
                }
            }
        } catch (EngineFailure e) {
            throw new PermanentFailure("the model to start from does not run: " + e.getMessage(), e);
        }
        return sums;
    }
}
