package dev.azulejo.inference;

/// What computes within ONNX Runtime, fastest first. Options are as the fingerprint lists them: sorted.
enum Provider {
    CUDA("cuda", "conv=default opt=all tf32=off"),
    CPU("cpu", "opt=all");

    private final String text;
    private final String options;

    Provider(String text, String options) {
        this.text = text;
        this.options = options;
    }

    String rungName() {
        return text + " fp32";
    }

    String options() {
        return options;
    }
}
