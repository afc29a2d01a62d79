package dev.azulejo.core.look.kind;

import dev.azulejo.core.geometry.Size;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a [KindMap] as a line of text, and reads it again: `kinds 1 640x480 16 1100P80D20P` has blocks of
/// 16 pixels, row by row, of which the first 1100 are photograph. Each map has one text, and any other text
/// is refused.
public final class KindMapText {
    private static final Pattern LINE =
            Pattern.compile("kinds 1 ([1-9][0-9]{0,9})x([1-9][0-9]{0,9}) ([1-9][0-9]{0,3}) ([0-9A-Z]+)");

    private static final Pattern RUN = Pattern.compile("\\G([1-9][0-9]{0,8})([A-Z])");

    private KindMapText() {}

    public static byte[] bytes(KindMap map) {
        var text = new StringBuilder("kinds 1 %s %d ".formatted(map.image(), map.side()));
        byte[] kinds = map.kinds();
        for (int from = 0, to; from < kinds.length; from = to) {
            for (to = from + 1; to < kinds.length && kinds[to] == kinds[from]; ) {
                to++;
            }
            text.append(to - from).append(Kind.of(kinds[from]).letter());
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Reads what [#bytes] wrote.
    ///
    /// @throws IllegalArgumentException where anything else is given; says what is wrong
    public static KindMap parse(byte[] bytes) {
        var line = LINE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            throw new IllegalArgumentException("%d bytes are no map of kinds".formatted(bytes.length));
        }
        var image = new Size(number(line, 1), number(line, 2));
        int side = number(line, 3);
        int blocks = KindMap.blocks(image, side);
        check(line.group(4), blocks);
        var kinds = new byte[blocks];
        int at = 0;
        for (var run = RUN.matcher(line.group(4)); run.find(); ) {
            int count = number(run, 1);
            Arrays.fill(kinds, at, at + count, kind(run).code());
            at += count;
        }
        return new KindMap(image, side, kinds);
    }

    /// Refuses runs that cover too many or too few blocks, before memory is taken for them, and two runs of one kind.
    private static void check(String runs, int blocks) {
        long sum = 0;
        int end = 0;
        int before = -1;
        for (var run = RUN.matcher(runs); run.find(); end = run.end()) {
            sum += number(run, 1);
            int kind = kind(run).code();
            if (kind == before) {
                throw new IllegalArgumentException("a map of kinds repeats the kind of the run before " + run.group());
            }
            before = kind;
        }
        if (end != runs.length()) {
            throw new IllegalArgumentException(
                    "a map of kinds has a damaged run, character %d of %d".formatted(end + 1, runs.length()));
        }
        if (sum != blocks) {
            throw new IllegalArgumentException(
                    "a map of kinds has runs of %d blocks, its image has %d".formatted(sum, blocks));
        }
    }

    private static int number(Matcher found, int group) {
        long number = Long.parseLong(found.group(group));
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a map of kinds has the number %d".formatted(number));
        }
        return (int) number;
    }

    private static Kind kind(Matcher run) {
        char letter = run.group(2).charAt(0);
        for (var kind : Kind.values()) {
            if (kind.letter() == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a map of kinds has the letter " + letter);
    }
}
