package dev.azulejo.inference;

import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineContract;

class FakeEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new FakeEngine();
    }

    @Override
    protected byte[] doubling() {
        return FakeEngine.DOUBLING.clone();
    }
}
