package dev.azulejo.core.look.face;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Looks at the rows of an image, once, for small faces. Keeps 256 rows of bytes, whatever the height. For one thread.
///
/// Squares of 256 pixels overlap by 64, so each face of up to 64 pixels lies in one of them as a whole. They are turned
/// upright before they are looked at, as the detector knows upright faces alone.
public final class FaceLook {
    /// The size of the largest face that counts as small; larger ones have detail enough to be enlarged as
    /// they are.
    static final int MOST_PX = 64;

    private static final int SIDE = FaceDetector.SIDE;
    private static final int STEP = SIDE - MOST_PX;
    private static final int BANDS = 3;
    private static final int BLOCK = 16;

    /// How far a head extends beyond the frame of its face on each side, as a part of the frame's width.
    private static final float AROUND = 0.4f;

    private final Size stored;
    private final Orientation orientation;
    private final FaceDetector detector;
    private final int mostPx;
    private final LookedRows rows;
    private final byte[][] kept;
    private final List<Face> found = new ArrayList<>();
    private int top;
    private int count;

    public FaceLook(Size stored, PixelFormat format, Orientation orientation, FaceDetector detector) {
        this(stored, format, orientation, detector, MOST_PX);
    }

    /// @param mostPx sides of the largest face that counts; beyond [#MOST_PX] only where one square holds the image
    FaceLook(Size stored, PixelFormat format, Orientation orientation, FaceDetector detector, int mostPx) {
        this.stored = stored;
        this.orientation = orientation;
        this.detector = detector;
        this.mostPx = mostPx;
        this.rows = new LookedRows(stored.width(), format);
        this.kept = new byte[BANDS][Math.multiplyExact(stored.width(), SIDE)];
    }

    /// Takes the next rows: [LookedRows#MOST_ROWS], except for the last ones.
    public void accept(byte[] samples, int newCount) {
        rows.fill(samples, newCount);
        keep(0, rows.red(), newCount);
        keep(1, rows.green(), newCount);
        keep(2, rows.blue(), newCount);
        count += newCount;
        boolean isLast = top + count == stored.height();
        if (count == SIDE || isLast) {
            lookAlong();
        }
        if (count == SIDE && !isLast) {
            for (var band : kept) {
                System.arraycopy(band, STEP * stored.width(), band, 0, MOST_PX * stored.width());
            }
            top += STEP;
            count = MOST_PX;
        }
    }

    private void keep(int band, float[] levels, int newCount) {
        int from = count * stored.width();
        for (int i = 0; i < newCount * stored.width(); i++) {
            kept[band][from + i] = (byte) Math.round(levels[i]);
        }
    }

    private void lookAlong() {
        for (int left = 0; left == 0 || left + MOST_PX < stored.width(); left += STEP) {
            int at = left;
            detector.faces(square(at)).stream()
                    .map(this::turnedBack)
                    .filter(face -> Math.max(face.width(), face.height()) <= mostPx)
                    .filter(face -> isWhole(face, at))
                    .map(face -> face.movedBy(at, top))
                    .forEach(found::add);
        }
    }

    /// Whether the square shows the whole face: one that is cut off lies whole in the next square, or is
    /// large.
    private boolean isWhole(Face face, int left) {
        return (face.left() >= 0 || left == 0)
                && (face.top() >= 0 || top == 0)
                && (face.right() <= SIDE || left + SIDE >= stored.width())
                && (face.bottom() <= SIDE || top + SIDE >= stored.height());
    }

    /// The square from column `left` on, upright; black beyond the image.
    private float[] square(int left) {
        var planes = new float[BANDS * SIDE * SIDE];
        for (int i = 0; i < planes.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE % SIDE;
            int across = orientation.reversesX() ? SIDE - 1 - x : x;
            int down = orientation.reversesY() ? SIDE - 1 - y : y;
            int column = left + (orientation.swapsAxes() ? down : across);
            int row = orientation.swapsAxes() ? across : down;
            if (column < stored.width() && row < count) {
                planes[i] = kept[i / (SIDE * SIDE)][row * stored.width() + column] & 0xff;
            }
        }
        return planes;
    }

    private Face turnedBack(Face upright) {
        float left = orientation.reversesX() ? SIDE - upright.right() : upright.left();
        float upper = orientation.reversesY() ? SIDE - upright.bottom() : upright.top();
        return orientation.swapsAxes()
                ? new Face(upper, left, upright.height(), upright.width(), upright.certainty())
                : new Face(left, upper, upright.width(), upright.height(), upright.certainty());
    }

    /// The small faces of all rows, in stored pixels, the surest first.
    List<Face> faces() {
        return Face.withoutRepeats(found.stream()
                .sorted(Comparator.comparingDouble(Face::certainty).reversed())
                .toList());
    }

    /// The picture that all rows together show: small faces, and photograph everywhere else.
    public Picture picture() {
        var map = KindMap.of(stored, BLOCK, Kind.PHOTOGRAPH);
        var kinds = map.kinds();
        for (var face : faces()) {
            float around = AROUND * face.width();
            int first = block(face.left() - around, map.width());
            int last = block(face.right() + around, map.width());
            int upper = block(face.top() - around, map.height());
            int lower = block(face.bottom() + around, map.height());
            for (int y = upper; y <= lower; y++) {
                for (int x = first; x <= last; x++) {
                    kinds[y * map.width() + x] = Kind.FACE.code();
                }
            }
        }
        return Picture.of(new KindMap(stored, BLOCK, kinds));
    }

    private static int block(float at, int blocks) {
        return Math.clamp(Math.floorDiv((int) Math.floor(at), BLOCK), 0, blocks - 1);
    }
}
