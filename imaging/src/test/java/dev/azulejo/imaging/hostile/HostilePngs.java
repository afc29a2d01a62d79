package dev.azulejo.imaging.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/// PNG files: bombs of deflate, of chunks and of XMP.
public final class HostilePngs {
    private static final int SIDE = 64;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final byte[] PIXELS = Bytes.deflatedZeros(SIDE * (3 * SIDE + 1));

    private HostilePngs() {}

    static List<HostileFile> all() {
        return List.of(
                HostileFile.read("xmp-bag.png", withXmp(list(455_000))),
                HostileFile.read("xmp-properties.png", withXmp(bags(4_000))),
                HostileFile.read("xmp-attributes.png", withXmp(attributes(210))),
                HostileFile.read("xmp-deep.png", withXmp(described("<a:l>".repeat(50_000) + "</a:l>".repeat(50_000)))),
                HostileFile.read("xmp-namespaces.png", withXmp(namespaces(9_000))),
                HostileFile.read("xmp-names.png", withXmp(longNames(45, 9_000))),
                HostileFile.refused("wide-bits.png", image(300_000, 3_400, 1, GREY)),
                HostileFile.refused("too-many.png", image(40_000, 40_000, 8, GREY)),
                HostileFile.read("tall.png", image(1, 30_000, 8, RGB)),
                HostileFile.read("empty-data.png", emptyData(300_000)),
                HostileFile.refused("empty-chunks.png", small(chunk("teXt", new byte[0]), 1_000_000)),
                HostileFile.read("xmp-places.png", withXmp(places(19_000))),
                HostileFile.read("texts.png", small(texts(100_000))),
                HostileFile.read("unknown.png", small(chunk("teSt", noise(1_000_000)), 20)),
                HostileFile.read("exif.png", small(chunk("eXIf", exif()), 100)));
    }

    /// A small picture, of which a stranger might ask a huge result.
    public static byte[] tiny() {
        return small(new byte[0]);
    }

    /// A black picture.
    public static byte[] black(int side) {
        return image(side, side, 8, RGB);
    }

    static byte[] withExif(byte[] block) {
        return small(chunk("eXIf", block));
    }

    /// XMP with long, nested names, and many properties in the last.
    static String longNames(int levels, int properties) {
        var names = IntStream.range(0, levels)
                .mapToObj(level -> "n".repeat(900) + level)
                .toList();
        return described(
                names.stream().map("<a:%s rdf:parseType='Resource'>"::formatted).collect(Collectors.joining())
                        + repeated(properties, "<a:y%1$d>1</a:y%1$d>"::formatted)
                        + names.reversed().stream().map("</a:%s>"::formatted).collect(Collectors.joining()));
    }

    static byte[] withXmp(String packet) {
        var content = Bytes.bigEndian()
                .text("XML:com.adobe.xmp\0\1\0\0\0")
                .bytes(Bytes.deflated(packet.getBytes(StandardCharsets.UTF_8)));
        return small(chunk("iTXt", content.toByteArray()));
    }

    static String list(int items) {
        return described("<a:l><rdf:Bag>" + "<rdf:li/>".repeat(items) + "</rdf:Bag></a:l>");
    }

    static String bags(int properties) {
        return described(repeated(properties, "<a:p%1$d><rdf:Bag><rdf:li/></rdf:Bag></a:p%1$d>"::formatted));
    }

    private static String places(int properties) {
        return described(repeated(properties, "<a:GPS%1$d>1</a:GPS%1$d>"::formatted));
    }

    static String namespaces(int properties) {
        return described(repeated(properties, "<b%1$d:p xmlns:b%1$d=\"urn:b%1$d\">v</b%1$d:p>"::formatted));
    }

    static String attributes(int count) {
        return described("", repeated(count, " a:p%d=\"v\""::formatted));
    }

    private static String repeated(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }

    static String described(String body) {
        return described(body, "");
    }

    private static String described(String body, String attributes) {
        return """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
                <rdf:Description rdf:about="" xmlns:a="urn:a"%s>%s</rdf:Description></rdf:RDF></x:xmpmeta>""".formatted(attributes, body);
    }

    private static byte[] image(int width, int height, int bits, int colourType) {
        int bands = colourType == RGB ? 3 : 1;
        long rowBytes = 1 + Math.ceilDiv((long) width * bands * bits, 8);
        return start(width, height, bits, colourType)
                .bytes(chunk("IDAT", Bytes.deflatedZeros(height * rowBytes)))
                .bytes(chunk("IEND", new byte[0]))
                .toByteArray();
    }

    private static byte[] small(byte[] chunks) {
        return small(chunks, 1);
    }

    private static byte[] small(byte[] chunks, int times) {
        return start(SIDE, SIDE, 8, RGB)
                .times(times, chunks)
                .bytes(chunk("IDAT", PIXELS))
                .bytes(chunk("IEND", new byte[0]))
                .toByteArray();
    }

    private static byte[] emptyData(int chunks) {
        return small(chunk("IDAT", new byte[0]), chunks);
    }

    private static byte[] texts(int count) {
        var all = Bytes.bigEndian();
        for (int i = 0; i < count; i++) {
            all.bytes(chunk("tEXt", "k%d\0v".formatted(i).getBytes(StandardCharsets.ISO_8859_1)));
        }
        return all.toByteArray();
    }

    private static byte[] exif() {
        return Bytes.littleEndian()
                .text("II*\0")
                .number(8)
                .bytes(new byte[65_000])
                .toByteArray();
    }

    static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Bytes start(int width, int height, int bits, int colourType) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colourType);
        return Bytes.bigEndian().text("\u0089PNG\r\n\u001a\n").bytes(chunk("IHDR", header.array()));
    }

    private static byte[] chunk(String type, byte[] content) {
        var named = Bytes.bigEndian().text(type).bytes(content).toByteArray();
        var sum = new CRC32();
        sum.update(named);
        return Bytes.bigEndian()
                .number(content.length)
                .bytes(named)
                .number((int) sum.getValue())
                .toByteArray();
    }
}
