package dev.azulejo.quality.metric;

/// Mean structural similarity of luma, see [SsimScale].
final class Ssim implements PairMeter {
    private final SsimScale scale;

    Ssim(int width, int maxRows) {
        scale = new SsimScale(width, maxRows);
    }

    @Override
    public void accept(Strip reference, Strip candidate) {
        scale.accept(reference.luma(), candidate.luma(), reference.rows());
    }

    @Override
    public void addTo(Scores.Builder scores) {
        scores.put(
                Metric.SSIM,
                scale.isMeasured()
                        ? Scores.Score.of(scale.similarity())
                        : Scores.Score.none("needs at least %1$d pixels each way".formatted(SsimScale.WINDOW)));
    }
}
