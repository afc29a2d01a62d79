package dev.azulejo.lab.picture;

import java.util.ArrayList;
import java.util.List;

/// The look of a picture in 128 bits that hardly change when it is resized, cropped a little or saved with
/// losses: whether each part of it is lighter than the next, across and down (the difference hash).
///
/// @param across a bit for each of 8x8 parts
/// @param down likewise
public record Likeness(long across, long down) {
    /// The greatest number of bits in which near-duplicates differ, out of 128; unrelated pictures differ
    /// in some 64.
    public static final int NEAR = 20;

    private static final int PARTS = 8;

    public static Likeness of(Picture picture) {
        var small = Resizing.resized(picture, PARTS + 1, PARTS + 1, Filter.BOX);
        long across = 0;
        long down = 0;
        for (int y = 0; y < PARTS; y++) {
            for (int x = 0; x < PARTS; x++) {
                float here = light(small, x, y);
                across = across << 1 | (here < light(small, x + 1, y) ? 1 : 0);
                down = down << 1 | (here < light(small, x, y + 1) ? 1 : 0);
            }
        }
        return new Likeness(across, down);
    }

    private static float light(Picture picture, int x, int y) {
        int at = y * picture.width() + x;
        int pixels = picture.pixels();
        var samples = picture.samples();
        return 0.299f * samples[at] + 0.587f * samples[pixels + at] + 0.114f * samples[2 * pixels + at];
    }

    /// The number of bits in which two pictures differ, 0 to 128.
    public int distance(Likeness other) {
        return Long.bitCount(across ^ other.across) + Long.bitCount(down ^ other.down);
    }

    /// Describes, for people, which pictures of two collections look alike.
    public static List<String> leaks(Photographs learned, Photographs measured) {
        var known = new ArrayList<Likeness>();
        for (int number = 0; number < learned.count(); number++) {
            known.add(of(learned.picture(number)));
        }
        var leaks = new ArrayList<String>();
        for (int number = 0; number < measured.count(); number++) {
            var look = of(measured.picture(number));
            for (int other = 0; other < known.size(); other++) {
                if (look.distance(known.get(other)) <= NEAR) {
                    leaks.add("%s looks like %s".formatted(measured.name(number), learned.name(other)));
                }
            }
        }
        return leaks;
    }
}
