package dev.azulejo.quality.metric;

import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.quality.metric.network.OwnNetwork;
import dev.azulejo.quality.metric.network.Perception;
import dev.azulejo.quality.metric.score.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// How to measure.
///
/// @param tileSide side in pixels of the tiles that the candidate was put together from; if empty, the grid
///     is searched for
/// @param stripPixels about how many pixels of each image are held at once; changes no score
/// @param perception network that measures how far apart images look
/// @param own metrics of users
/// @param faces finds the faces for [Metric#FACE_SHIFT]; without it that is not measured
public record MetricOptions(
        OptionalInt tileSide,
        int stripPixels,
        Perception perception,
        List<OwnNetwork> own,
        Optional<FaceDetector> faces) {
    public static final MetricOptions DEFAULT = new MetricOptions(
            OptionalInt.empty(),
            1 << 19,
            new Perception.None("there is no network here that measures it"),
            List.of(),
            Optional.empty());

    private static final int MAX_ROWS = 256;

    public MetricOptions {
        own = List.copyOf(own);
        if (stripPixels < 1) {
            throw new IllegalArgumentException("a strip holds at least one pixel, got " + stripPixels);
        }
        if (tileSide.isPresent() && tileSide.getAsInt() < 2) {
            throw new IllegalArgumentException("a tile is at least 2 pixels wide, got " + tileSide.getAsInt());
        }
    }

    public MetricOptions withTileSide(int side) {
        return new MetricOptions(OptionalInt.of(side), stripPixels, perception, own, faces);
    }

    public MetricOptions withStripPixels(int pixels) {
        return new MetricOptions(tileSide, pixels, perception, own, faces);
    }

    public MetricOptions withPerception(Perception by) {
        return new MetricOptions(tileSide, stripPixels, by, own, faces);
    }

    public MetricOptions withOwn(List<OwnNetwork> networks) {
        return new MetricOptions(tileSide, stripPixels, perception, networks, faces);
    }

    public MetricOptions withFaces(FaceDetector detector) {
        return new MetricOptions(tileSide, stripPixels, perception, own, Optional.of(detector));
    }

    /// The number of rows of a strip.
    int rows(int width) {
        return Math.clamp(stripPixels / width, 1, MAX_ROWS);
    }

    /// The user's networks that have the given need.
    Stream<OwnNetwork> own(Metric.Needs needs) {
        return own.stream().filter(network -> network.metric().needs() == needs);
    }
}
