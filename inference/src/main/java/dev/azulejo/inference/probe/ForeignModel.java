package dev.azulejo.inference.probe;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.graph.OnnxFile;
import dev.azulejo.inference.graph.PictureRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A user's network from an ONNX file, made ready to be a model: it reads and gives one picture, black is 0
/// and white is 1, and its height and width are free where the network allows it.
///
/// @param graph the ONNX file to keep
/// @param notes the changes to the user's file, one line each
public record ForeignModel(byte[] graph, List<String> notes) {
    private static final int ZIP = 'P' << 8 | 'K';

    public ForeignModel {
        notes = List.copyOf(notes);
    }

    /// Looks at a file, and runs the network a few times.
    ///
    /// @param range in which it reads and gives pictures; found by running it if empty
    /// @throws PermanentFailure when it cannot be a model, saying why and what to do
    public static ForeignModel read(Path file, Optional<PictureRange> range) {
        var model = bytes(file);
        if (model.length > 1 && ((model[0] & 0xff) << 8 | (model[1] & 0xff)) == ZIP) {
            throw new PermanentFailure(
                    "%s holds weights of PyTorch, without the network that they are for: export that with torch.onnx.export, with free height and width"
                            .formatted(file));
        }
        if (OnnxFile.isInPieces(model)) {
            throw new PermanentFailure(
                    "%s keeps its weights in a second file: put them into one, in Python with onnx.save(onnx.load(\"%s\"), \"one.onnx\")"
                            .formatted(file, String.valueOf(file.getFileName())));
        }
        try {
            return new ForeignProbe(model).adopted(range);
        } catch (EngineFailure failed) {
            throw new PermanentFailure("%s is no model that can be run: %s".formatted(file, failed.reason()), failed);
        } catch (PermanentFailure refused) {
            throw new PermanentFailure("%s: %s".formatted(file, refused.getMessage()), refused);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new PermanentFailure("%s: there is no such file".formatted(file), missing);
        } catch (IOException | OutOfMemoryError unreadable) {
            throw new PermanentFailure("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /// Runs the network as the user brought it.
    private static final class ForeignProbe {
        private static final long SEED = 7;
        private static final int SIDE = 96;
        private static final int OTHER_SIDE = 72;

        /// The tolerance for answers at free sides, where floats are added in another order.
        private static final float SAME = 1e-3f;

        /// The greatest mean distance of an answer from its picture: any network that restores or enlarges
        /// is nearer.
        private static final double MOST_ERROR = 0.1;

        /// A level of 255. An answer as near to its picture as that was given the picture in the right
        /// numbers, however much nearer it would be in others: convolutions alone take any range, and in
        /// a wide one their biases are next to nothing.
        private static final double A_LEVEL = 1 / 255.0;

        /// The factor by which another range's error must be below the usual one's.
        private static final double CLEARLY = 0.5;

        private final Engine engine = Engine.installed();
        private final byte[] model;
        private final List<String> notes = new ArrayList<>();

        ForeignProbe(byte[] model) {
            this.model = model;
        }

        ForeignModel adopted(Optional<PictureRange> range) throws EngineFailure {
            try (var opened = open(model)) {
                var refusal = new ForeignTensors(opened.inputs(), opened.outputs()).refusal();
                if (refusal.isPresent()) {
                    throw new PermanentFailure(refusal.get());
                }
                var session = new ProbeSession(opened);
                boolean isFreed = session.fixedSide().isPresent() && canBeFree(session);
                var shape = isFreed ? session.shape().free() : session.shape();
                var found = range.isPresent() ? range.get() : range(session);
                if (found != PictureRange.UNIT) {
                    notes.add("%s to it: the graph now converts from 0 and 1".formatted(found.words()));
                }
                boolean isAsItCame = found == PictureRange.UNIT && !isFreed;
                return new ForeignModel(isAsItCame ? model : shape.graph(model).in(found), notes);
            }
        }

        private Session open(byte[] graph) throws EngineFailure {
            return engine.open(engine.providers(Device.CPU).getLast(), graph, 1, 0);
        }

        private boolean canBeFree(ProbeSession session) throws EngineFailure {
            int side = session.fixedSide().orElseThrow();
            boolean isFree = isTheSameOfAnySize(session, side);
            notes.add((isFree
                            ? "its size of %d x %d was no need: height and width are free now"
                            : "it takes pictures of %d x %d alone: smaller ones are extended to that, larger ones are refused")
                    .formatted(side, side));
            return isFree;
        }

        /// Whether the network gives the same answer once its height and width are declared free, and then
        /// takes another size.
        private boolean isTheSameOfAnySize(ProbeSession session, int side) throws EngineFailure {
            var picture = ProbePicture.photograph(side, side, SEED);
            var answer = session.run(picture);
            int scale = answer.width() / side;
            var freed = session.shape().free().graph(model).in(PictureRange.UNIT);
            try (var other = new ProbeSession(open(freed))) {
                var same = other.run(picture);
                var another = other.run(ProbePicture.photograph(SIDE, OTHER_SIDE, SEED));
                return same.hasShapeOf(answer)
                        && same.differenceTo(answer) < SAME
                        && another.width() == SIDE * scale
                        && another.height() == OTHER_SIDE * scale;
            } catch (EngineFailure | PermanentFailure refused) {
                return false; // which is what was to be found out
            }
        }

        private PictureRange range(ProbeSession session) throws EngineFailure {
            var best = PictureRange.UNIT;
            double least = error(session, best);
            double usual = least;
            if (usual < A_LEVEL) {
                return best;
            }
            for (var range : List.of(PictureRange.SIGNED, PictureRange.BYTES)) {
                double error = error(session, range);
                if (error < least && error < usual * CLEARLY) {
                    best = range;
                    least = error;
                }
            }
            if (!(least < MOST_ERROR)) {
                throw new PermanentFailure(
                        "what it makes of a picture is not that picture: they differ by %.0f %% in the mean, whether black and white are %s. If it is meant to, say which by --range"
                                .formatted(100 * least, PictureRange.texts().replace(", ", " or ")));
            }
            return best;
        }

        /// The mean distance of the answer from its picture, if white is 1.
        private double error(ProbeSession session, PictureRange range) throws EngineFailure {
            int side = session.fixedSide().orElse(SIDE);
            var picture = ProbePicture.photograph(side, side, SEED);
            var answer = session.run(picture.times(range.span()).plus(range.black()));
            int scale = answer.width() / side;
            if (scale < 1 || answer.width() != side * scale || answer.height() != side * scale) {
                throw new PermanentFailure(
                        "it makes %d x %d of %d x %d: pictures stay as large as they are here, or become a whole number of times as large"
                                .formatted(answer.width(), answer.height(), side, side));
            }
            int edge = side / 4; // what the network puts outside of a picture says nothing of its range
            int kept = side - 2 * edge;
            return answer.plus(-range.black())
                    .times(1 / range.span())
                    .reduced(scale)
                    .crop(edge, edge, kept, kept)
                    .meanDifferenceTo(picture.crop(edge, edge, kept, kept));
        }
    }
}
