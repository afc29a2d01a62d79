package dev.azulejo.imaging.hostile;

import java.util.List;
import java.util.stream.IntStream;

/// AVIF files whose list of pictures states one thing and needs another. There are no pixels, as checks
/// come before them.
public final class HostileHeifs {
    private static final byte[] FULL = new byte[4];

    /// An item of a file.
    ///
    /// @param parts numbers of the items that it is made from
    public record Item(String type, int side, int... parts) {}

    private HostileHeifs() {}

    static List<HostileFile> all() {
        return List.of(
                HostileFile.refused("grid.avif", file(new Item("grid", 64, 2), new Item("av01", 16_384))),
                HostileFile.refused(
                        "tiles.avif", file(new Item("grid", 64, repeated(2, 60_000)), new Item("av01", 64))),
                HostileFile.refused("tree.avif", file(tree(9))),
                HostileFile.refused(
                        "items.avif",
                        file(IntStream.range(0, 50_000)
                                .mapToObj(_ -> new Item("av01", 64))
                                .toArray(Item[]::new))),
                HostileFile.refused(
                        "boxes.avif",
                        Bytes.bigEndian()
                                .bytes(type())
                                .times(1_000_000, box("free"))
                                .bytes(file(new Item("av01", 64)))
                                .toByteArray()));
    }

    private static int[] repeated(int value, int count) {
        return IntStream.generate(() -> value).limit(count).toArray();
    }

    /// Items of grids of 64 grids each, down to one picture.
    private static Item[] tree(int levels) {
        return IntStream.rangeClosed(1, levels + 1)
                .mapToObj(
                        level -> level > levels ? new Item("av01", 64) : new Item("grid", 64, repeated(level + 1, 64)))
                .toArray(Item[]::new);
    }

    private static byte[] box(String type, byte[]... parts) {
        var content = Bytes.bigEndian();
        for (var part : parts) {
            content.bytes(part);
        }
        return Bytes.bigEndian()
                .number(8 + content.length())
                .text(type)
                .bytes(content.toByteArray())
                .toByteArray();
    }

    private static byte[] type() {
        return box("ftyp", Bytes.bigEndian().text("avif\0\0\0\0avifmif1miaf").toByteArray());
    }

    static byte[] file(Item... items) {
        return Bytes.bigEndian()
                .bytes(type())
                .bytes(box("meta", FULL, list(items)))
                .bytes(box("mdat", new byte[100]))
                .toByteArray();
    }

    /// The content of the box `meta`, after its version.
    public static byte[] list(Item... items) {
        var infos = Bytes.bigEndian();
        var sizes = Bytes.bigEndian();
        var associations = Bytes.bigEndian();
        var references = Bytes.bigEndian();
        for (int i = 0; i < items.length; i++) {
            var item = items[i];
            infos.bytes(box(
                    "infe",
                    Bytes.bigEndian()
                            .octets(2, 0, 0, 0)
                            .shortNumber(i + 1)
                            .shortNumber(0)
                            .text(item.type + "\0")
                            .toByteArray()));
            sizes.bytes(box(
                    "ispe",
                    FULL,
                    Bytes.bigEndian().number(item.side).number(item.side).toByteArray()));
            associations.shortNumber(i + 1).octets(1).shortNumber(i + 1);
            if (item.parts.length > 0) {
                var parts = Bytes.bigEndian().shortNumber(i + 1).shortNumber(item.parts.length);
                IntStream.of(item.parts).forEach(parts::shortNumber);
                references.bytes(box("dimg", parts.toByteArray()));
            }
        }
        return Bytes.bigEndian()
                .bytes(box("pitm", FULL, new byte[] {0, 1}))
                .bytes(box(
                        "iinf",
                        FULL,
                        Bytes.bigEndian().shortNumber(items.length).toByteArray(),
                        infos.toByteArray()))
                .bytes(box(
                        "iprp",
                        box("ipco", sizes.toByteArray()),
                        box(
                                "ipma",
                                new byte[] {0, 0, 0, 1},
                                Bytes.bigEndian().number(items.length).toByteArray(),
                                associations.toByteArray())))
                .bytes(box("iref", FULL, references.toByteArray()))
                .toByteArray();
    }
}
