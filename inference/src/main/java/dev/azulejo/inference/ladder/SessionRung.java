package dev.azulejo.inference.ladder;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.inference.card.ConditionTensors;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.AnswerLook;
import dev.azulejo.inference.graph.ToldSides;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A session that is given what its model's card says.
///
/// @param threads that work on a run
/// @param looks whether its graph has the nodes of [AnswerLook]
/// @param inner sides of its tiles that lie within the image, if its graph is one of [ToldSides]
public record SessionRung(
        InstalledModel model,
        String name,
        Session session,
        InferenceMeter meter,
        int threads,
        boolean looks,
        @Nullable Sides inner)
        implements Rung {
    @Override
    public boolean shrinks() {
        return inner != null;
    }

    @Override
    public Rung within(Sides of) {
        return inner == null ? this : new SessionRung(model, name, session, meter, threads, looks, of);
    }

    @Override
    public void run(Planes input, ImageFacts facts, Planes output) {
        var results = Map.<String, Tensor>of(model.outputName(), Tensor.of(output));
        metered(output, () -> {
            session.run(inputs(Tensor.of(input), facts), results);
            return results;
        });
    }

    @Override
    public void look(Planes input, ImageFacts facts, Planes output, RoundedAnswer rounded) {
        rounded.discard();
        if (!looks) {
            return;
        }
        var look = new LookedAnswer(rounded, input, output);
        var inputs = inputs(Tensor.of(input), facts);
        if (session.outputs().containsKey(AnswerLook.MARKED)) {
            look.accept(metered(output, () -> session.run(inputs, look.results(), AnswerLook.MARKED))
                    .samples());
        } else {
            metered(output, () -> {
                session.run(inputs, look.results());
                return look;
            });
            look.accept();
        }
    }

    private interface Run<T> {
        T of() throws EngineFailure;
    }

    /// @param image the run's picture, for messages
    private <T> T metered(Planes image, Run<T> run) {
        long begun = meter.begin(session.worksElsewhere());
        try {
            var made = run.of();
            meter.end(begun, threads, session.worksElsewhere());
            return made;
        } catch (EngineFailure failed) {
            meter.failed(session.worksElsewhere());
            throw failed.ofRun(model.id(), name, image);
        }
    }

    @Override
    public float[] means(List<Planes> sample, ImageFacts facts) {
        var pooled = model.told().stream()
                .flatMap(tensors -> tensors instanceof ConditionTensors.Pooled found ? Stream.of(found) : Stream.of())
                .findFirst()
                .orElseThrow();
        var inputs = inputs(batch(sample), facts);
        var result = metered(sample.getFirst(), () -> session.run(inputs, pooled.output()))
                .samples();
        var means = new float[result.remaining()];
        result.get(means);
        return means;
    }

    /// A batch of crops of one shape, copied one after another.
    private static Tensor batch(List<Planes> crops) {
        var first = crops.getFirst();
        int length = first.planeLength() * first.bands();
        var samples = ByteBuffer.allocateDirect(Math.toIntExact(4L * length * crops.size()))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (var crop : crops) {
            samples.put(Tensor.samples(crop));
        }
        return new Tensor.Floats(samples.flip(), crops.size(), first.bands(), first.height(), first.width());
    }

    /// The inputs of a run: the picture and what the model must know besides. The model itself takes means
    /// that are not known yet.
    private Map<String, Tensor> inputs(Tensor picture, ImageFacts facts) {
        var inputs = new HashMap<String, Tensor>();
        inputs.put(model.inputName(), picture);
        if (inner != null) {
            inputs.put(ToldSides.INPUT, ToldSides.told(inner));
        }
        for (var tensors : model.told()) {
            switch (tensors) {
                case ConditionTensors.Told number -> inputs.put(number.input(), told(facts, number.condition()));
                case ConditionTensors.Pooled pooled -> {
                    var means = facts.means();
                    var told = FloatBuffer.wrap(means == null ? new float[pooled.channels()] : means);
                    inputs.put(pooled.given(), new Tensor.Truth(means != null));
                    inputs.put(pooled.input(), new Tensor.Floats(told, 1, pooled.channels(), 1, 1));
                }
            }
        }
        return inputs;
    }

    private static Tensor told(ImageFacts facts, Condition condition) {
        var number = facts.numbers().get(condition);
        if (number == null) {
            throw new IllegalStateException("a model ran before it was told of " + condition);
        }
        return new Tensor.Floats(FloatBuffer.wrap(new float[] {number}), 1, 1, 1, 1);
    }

    @Override
    public void close() {
        session.close();
    }
}
