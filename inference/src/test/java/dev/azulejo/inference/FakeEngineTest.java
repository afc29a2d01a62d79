package dev.azulejo.inference;

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
