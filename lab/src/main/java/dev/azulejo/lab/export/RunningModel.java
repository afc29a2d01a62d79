package dev.azulejo.lab.export;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.OnnxGraph;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.picture.Picture;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/// A model as users run it: by the installed engine, in 32 bits. For one thread.
public final class RunningModel implements AutoCloseable {
    private final Session session;
    private final List<Told> asked;

    /// Loads a model that is told what its inputs ask for, in the order of [Told].
    ///
    /// @param weights the ONNX file
    /// @throws PermanentFailure when the engine does not accept it
    public RunningModel(byte[] weights) {
        session = opened(weights);
        asked = Stream.of(Told.values())
                .filter(each -> session.inputs().containsKey(each.input()))
                .toList();
    }

    /// @param weights the ONNX file
    /// @param asked what the model is told, in the order of its recipe
    /// @throws PermanentFailure when the engine does not accept it
    public RunningModel(byte[] weights, List<Told> asked) {
        session = opened(weights);
        this.asked = List.copyOf(asked);
    }

    private static Session opened(byte[] weights) {
        var engine = Engine.installed();
        try {
            return engine.open(engine.providers(Device.CPU).getLast(), weights, 1, 0);
        } catch (EngineFailure e) {
            throw new PermanentFailure("%s does not load the model: %s".formatted(engine.title(), e.getMessage()), e);
        }
    }

    /// What the model is told.
    public List<Told> told() {
        return asked;
    }

    /// @param samples planes of red, green and blue, white 1
    /// @param told a number for each thing that the model is told
    public float[] answer(float[] samples, int width, int height, float... told) {
        try {
            var input = new Tensor.Floats(FloatBuffer.wrap(samples), 1, Picture.BANDS, height, width);
            var inputs = new HashMap<String, Tensor>();
            inputs.put(OnnxGraph.INPUT, input);
            for (int i = 0; i < told.length; i++) {
                inputs.put(
                        asked.get(i).input(), new Tensor.Floats(FloatBuffer.wrap(new float[] {told[i]}), 1, 1, 1, 1));
            }
            var output = session.run(inputs, OnnxGraph.OUTPUT);
            var answer = new float[output.samples().remaining()];
            output.samples().get(answer);
            return answer;
        } catch (EngineFailure e) {
            throw new PermanentFailure("the model does not run: " + e.getMessage(), e);
        }
    }

    /// The model's answer to a picture, not rounded.
    public Picture enhanced(Picture picture, int scale, float... told) {
        var samples = new float[picture.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = picture.samples()[i] / Picture.WHITE;
        }
        var answer = answer(samples, picture.width(), picture.height(), told);
        for (int i = 0; i < answer.length; i++) {
            answer[i] *= Picture.WHITE;
        }
        return new Picture(picture.width() * scale, picture.height() * scale, answer);
    }

    @Override
    public void close() {
        session.close();
    }
}
