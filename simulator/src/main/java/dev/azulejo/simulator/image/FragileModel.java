package dev.azulejo.simulator.image;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import java.util.List;
import java.util.Optional;

/// A model in one process: each tile is a call at which other fibers run, the device may be lost, and the
/// process may die.
public final class FragileModel implements Upscaler, Models {
    /// The model that does the work, shared by all runs as it has no state.
    public static final BlurModel MODEL = new BlurModel();

    private final Port port;
    private final SimProcess process;
    private final boolean isPoisonous;

    /// @param isPoisonous whether every tile kills the process
    public FragileModel(Port port, SimProcess process, boolean isPoisonous) {
        this.port = port;
        this.process = process;
        this.isPoisonous = isPoisonous;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        port.call(process, PortCall.MODEL, "the model", false, Port.Failures.of(TransientFailure::new), () -> "");
        if (isPoisonous) {
            process.die();
            throw new Stop.Killed();
        }
        return MODEL.upscale(input, output);
    }

    @Override
    public int scale() {
        return MODEL.scale();
    }

    @Override
    public String fingerprint() {
        return MODEL.fingerprint();
    }

    @Override
    public List<ModelCard> cards() {
        return MODEL.cards();
    }

    @Override
    public ModelCard card(String id) {
        return MODEL.card(id);
    }

    @Override
    public Upscaler warm(Step step) {
        return card(step.model()).scale() == 1 ? MODEL.warm(step) : this;
    }
}
