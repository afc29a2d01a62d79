package dev.azulejo.lab.net;

import dev.azulejo.core.failure.PermanentFailure;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// libtorch in this process, and where it computes: on the processor, or on the first GPU where the process was
/// started with the property [#DEVICE]. Numbers come from the machine's memory and go back there, so that everything
/// but the layers is the same code on either. Thread-safe.
final class Torch {
    /// `cuda`, or else the processor computes. The launcher sets it where the environment says `AZULEJO_DEVICE=cuda`,
    /// and then brings the libraries for it.
    static final String DEVICE = "azulejo.lab.device";

    private static final boolean ON_GPU = "cuda".equals(System.getProperty(DEVICE));

    private Torch() {}

    /// Loads libtorch, unless that was done.
    ///
    /// @throws PermanentFailure when it does not load, or finds no GPU where it should compute on one
    static void load() {
        try {
            torch.set_num_threads(1);
        } catch (LinkageError e) {
            throw new PermanentFailure(
                    "the trainer does not load on this machine; it comes for Linux on x86-64 and macOS on arm64: "
                            + e.getMessage(),
                    e);
        }
        if (ON_GPU) {
            findGpu();
        }
    }

    private static void findGpu() {
        if (!torch.cuda_is_available()) {
            throw new PermanentFailure("AZULEJO_DEVICE=cuda, but libtorch finds no GPU; it needs one of NVIDIA with a"
                    + " driver for CUDA 13, and the libraries that docs/lab.md names. Without that variable the"
                    + " processor trains");
        }
        var context = torch.globalContext();
        context.setDeterministicCuDNN(true); // the same bits each time
        context.setAllowTF32CuDNN(false); // 32 bits are 32 bits
    }

    /// The tensor, of 32 bits, where layers compute. One that is there is not copied.
    static Tensor there(Tensor tensor) {
        return ON_GPU ? tensor.to(new Device("cuda:0"), ScalarType.Float) : tensor;
    }

    /// The samples of a tensor that was computed.
    ///
    /// @param to receives `count` of them
    /// @param at index of the first
    static void read(Tensor tensor, float[] to, int at, int count) {
        var here = ON_GPU ? tensor.to(new Device("cpu"), ScalarType.Float) : tensor;
        here.contiguous().data_ptr_float().get(to, at, count);
    }
}
