package dev.azulejo.inference.card;

/// What is known of a network that measures, without loading it, as its `metric.json` states it: two
/// pictures, or one, in, a number out.
///
/// @param id the metric's name in reports
/// @param sha256 of the file with the weights, in lower-case hex
/// @param comparesTwo whether it also takes a reference picture
/// @param higherIsBetter whether a higher number is better
/// @param leastSide of pictures that it takes, in pixels
/// @param bytesPerInputPixel working memory of one run, for each pixel of one picture
public record MetricCard(
        String id,
        String description,
        String sha256,
        String licence,
        boolean comparesTwo,
        boolean higherIsBetter,
        int leastSide,
        int bytesPerInputPixel) {
    public MetricCard {
        if (leastSide < 1) {
            throw new IllegalArgumentException("card of %s: leastSide is %d, not 1 or more".formatted(id, leastSide));
        }
    }
}
