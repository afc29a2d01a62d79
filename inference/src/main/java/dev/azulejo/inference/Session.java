package dev.azulejo.inference;

import java.util.Map;

/// A model that an engine has loaded on a provider. Thread-safe: runs may go on beside each other.
public interface Session extends AutoCloseable {
    /// What it reads, by name.
    Map<String, TensorShape> inputs();

    /// What it gives, by name.
    Map<String, TensorShape> outputs();

    /// Writes outputs into the buffers of `results`, in place. What a failed run leaves there means nothing.
    ///
    /// @param inputs all that the model reads; they are not changed
    /// @param results by name; of floats and bytes
    void run(Map<String, Tensor> inputs, Map<String, Tensor> results) throws EngineFailure;

    /// The same, and gives one more output of floats, of whatever shape it has.
    Tensor.Floats run(Map<String, Tensor> inputs, Map<String, Tensor> results, String output) throws EngineFailure;

    /// Gives one output of floats alone.
    default Tensor.Floats run(Map<String, Tensor> inputs, String output) throws EngineFailure {
        return run(inputs, Map.of(), output);
    }

    /// Whether other threads than the one that calls do the work of a run, so that its CPU time says nothing.
    default boolean worksElsewhere() {
        return false;
    }

    /// Waits for runs that are under way.
    @Override
    void close();
}
