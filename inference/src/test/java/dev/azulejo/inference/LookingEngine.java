package dev.azulejo.inference;

import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.onnx.OnnxEngine;
import java.util.List;

/// ONNX Runtime on the processor, presented as a device on which models may look at their answers, and on
/// which opening a session is slow.
public final class LookingEngine implements Engine {
    private final Provider device;
    private final Engine real = new OnnxEngine();

    public LookingEngine(boolean looks) {
        this.device = new Provider("device", "fp32", "opt=all", !looks);
    }

    @Override
    public String title() {
        return real.title();
    }

    @Override
    public String version() {
        return real.version();
    }

    @Override
    public List<Provider> providers(Device device) {
        return List.of(this.device);
    }

    @Override
    public Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure {
        return real.open(real.providers(Device.CPU).getFirst(), weights, threads, bytesPerInputPixel);
    }

    @Override
    public void release(long kept) {
        real.release(kept);
    }
}
