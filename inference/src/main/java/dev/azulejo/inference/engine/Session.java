package dev.azulejo.inference.engine;

import java.util.Map;

/// A model that an engine has loaded on a provider. Thread-safe: concurrent runs are allowed.
public interface Session extends AutoCloseable {
    /// The tensors that the model reads, by name.
    Map<String, TensorShape> inputs();

    /// The tensors that the model gives, by name.
    Map<String, TensorShape> outputs();

    /// Runs the model and writes outputs into the buffers of `results`, in place. After a failed run their
    /// content is undefined.
    ///
    /// @param inputs all that the model reads; they are not changed
    /// @param results by name; of floats and bytes
    void run(Map<String, Tensor> inputs, Map<String, Tensor> results) throws EngineFailure;

    /// Runs the model, and returns one more output of floats, of any shape.
    Tensor.Floats run(Map<String, Tensor> inputs, Map<String, Tensor> results, String output) throws EngineFailure;

    /// Runs the model and returns only one output of floats.
    default Tensor.Floats run(Map<String, Tensor> inputs, String output) throws EngineFailure {
        return run(inputs, Map.of(), output);
    }

    /// Whether threads other than the caller's do the work of a run, so that its CPU time says nothing.
    default boolean worksElsewhere() {
        return false;
    }

    /// Closes the session once the runs under way are over.
    @Override
    void close();
}
