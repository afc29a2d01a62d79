package dev.azulejo.lab.train;

/// The state of a training: from equal states it continues in the same way, bit for bit. It owns its
/// arrays.
final class State {
    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final int SLOW_START = 10;

    private final float[] weights;
    private final float[] average;
    private final float[] first;
    private final float[] second;
    private int step;

    private State(int step, float[] weights, float[] average, float[] first, float[] second) {
        this.step = step;
        this.weights = weights;
        this.average = average;
        this.first = first;
        this.second = second;
    }

    /// The state before the first step.
    static State beginning(float[] weights) {
        return new State(0, weights, weights.clone(), new float[weights.length], new float[weights.length]);
    }

    /// The state after `step` steps, from the rows that [#rows] gave.
    static State of(int step, float[][] rows) {
        return new State(step, rows[0], rows[1], rows[2], rows[3]);
    }

    float[][] rows() {
        return new float[][] {weights, average, first, second};
    }

    /// The number of steps that were taken.
    int step() {
        return step;
    }

    float[] weights() {
        return weights;
    }

    /// The running average of the weights, which is the model.
    float[] average() {
        return average;
    }

    /// Takes a step: Adam (Kingma, Ba 2015), then the average. A step counts less for the average at first
    /// than later, so that it does not remember how the weights began.
    ///
    /// @param kept share of itself that the average keeps
    void learn(float[] gradient, double rate, double kept) {
        step++;
        double firstBias = 1 - StrictMath.pow(FIRST_DECAY, step);
        double secondBias = 1 - StrictMath.pow(SECOND_DECAY, step);
        float size = (float) (rate / firstBias);
        float root = (float) (1 / Math.sqrt(secondBias));
        float share = (float) (1 - Math.min(kept, (1.0 + step) / (SLOW_START + step)));
        for (int i = 0; i < weights.length; i++) {
            first[i] += (1 - FIRST_DECAY) * (gradient[i] - first[i]);
            second[i] += (1 - SECOND_DECAY) * (gradient[i] * gradient[i] - second[i]);
            weights[i] -= size * first[i] / ((float) Math.sqrt(second[i]) * root + EPSILON);
            average[i] += share * (weights[i] - average[i]);
        }
    }
}
