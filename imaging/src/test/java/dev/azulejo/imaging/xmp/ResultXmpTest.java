package dev.azulejo.imaging.xmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.imaging.jpeg.JpegXmp;
import dev.azulejo.imaging.metadata.ResultFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultXmpTest {
    private static final Size SIZE = new Size(400, 300);
    private static final ResultFacts PLAIN = new ResultFacts(SIZE, null, false, null);
    private static final String ENHANCED = ResultXmp.ENHANCED;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    static byte[] packet(String properties) {
        return """
            <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about=""
                xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
                xmlns:exif="http://ns.adobe.com/exif/1.0/"
                xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/"
                xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
                xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"
                xmlns:drone="http://www.dji.com/drone-dji/1.0/"
                xmlns:Container="http://ns.google.com/photos/1.0/container/"
                xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
                xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
            %s
              </rdf:Description>
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>\
            """.formatted(properties).getBytes(StandardCharsets.UTF_8);
    }

    private static String result(byte[] source, boolean withoutPlace) {
        return new String(
                ResultXmp.of(source, new ResultFacts(SIZE, new Density(300 / 25.4, 300 / 25.4), withoutPlace, null)),
                StandardCharsets.UTF_8);
    }

    private static String result(String properties, boolean withoutPlace) {
        return result(packet(properties), withoutPlace);
    }

    @Test
    void withoutAnyXmpThereIsTheStatementAlone() {
        var first = ResultXmp.of(null, PLAIN);
        assertThat(new String(first, StandardCharsets.UTF_8))
                .contains("Iptc4xmpExt:DigitalSourceType=\"" + ENHANCED + "\"")
                .startsWith("<?xpacket")
                .endsWith("<?xpacket end=\"r\"?>")
                .hasSizeLessThan(500);
        assertThat(ResultXmp.of(null, PLAIN)).isEqualTo(first);
    }

    @Test
    void whatDescribesThePixelsIsRight() {
        var result = result("""
                <tiff:Orientation>6</tiff:Orientation><tiff:ImageWidth>200</tiff:ImageWidth>
                <tiff:ImageLength>150</tiff:ImageLength><exif:PixelXDimension>200</exif:PixelXDimension>
                <exif:PixelYDimension>150</exif:PixelYDimension><tiff:XResolution>72/1</tiff:XResolution>
                <dc:format>image/x-kept</dc:format>\
                """, false);
        assertThat(result)
                .contains("tiff:Orientation=\"1\"", "tiff:ImageWidth=\"400\"", "tiff:ImageLength=\"300\"")
                .contains("exif:PixelXDimension=\"400\"", "exif:PixelYDimension=\"300\"", "tiff:XResolution=\"300/1\"")
                .contains("image/x-kept", ENHANCED);
        assertThat(result("<dc:format>a</dc:format>", false)).doesNotContain("Orientation", "Dimension");
    }

    @Test
    void whatTellsOfOtherImagesIsGone() {
        var result = result("""
                <xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource"><xmpGImg:image>AAAA</xmpGImg:image></rdf:li>
                </rdf:Alt></xmp:Thumbnails><hdrgm:Version>1.0</hdrgm:Version><hdrgm:GainMapMax>3</hdrgm:GainMapMax>
                <Container:Directory><rdf:Seq/></Container:Directory><dc:format>kept</dc:format>\
                """, false);
        assertThat(result).contains("kept").doesNotContain("Thumbnails", "AAAA", "hdrgm", "Container");
    }

    @Test
    void placesAreKeptUnlessTheyAreNotWanted() {
        var places = """
            <exif:GPSLatitude>48,51.5N</exif:GPSLatitude><drone:GpsLongitude>2.35</drone:GpsLongitude>
            <photoshop:City>Paris</photoshop:City><Iptc4xmpCore:Location>Louvre</Iptc4xmpCore:Location>
            <Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource">
            <Iptc4xmpExt:City>Paris</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>
            <photoshop:Headline>kept</photoshop:Headline>\
            """;
        assertThat(result(places, false)).contains("48,51.5N", "2.35", "Paris", "Louvre", "kept");
        assertThat(result(places, true)).contains("kept").doesNotContain("48,51", "2.35", "Paris", "Louvre", "GPS");
    }

    /// The places are written as elements, attributes, fields, items of lists and qualifiers.
    @Test
    void placesWithinOtherPropertiesGo() {
        var places = """
            <dc:source rdf:parseType="Resource"><exif:GPSLatitude>48,1</exif:GPSLatitude><dc:format>one</dc:format>
            </dc:source><dc:relation><rdf:Bag><rdf:li rdf:parseType="Resource"><exif:GPSLongitude>48,2\
            </exif:GPSLongitude><dc:format>two</dc:format></rdf:li><rdf:li>48 items</rdf:li></rdf:Bag></dc:relation>
            <dc:identifier><rdf:Description dc:format="three" exif:GPSAltitude="48,3"/></dc:identifier>
            <dc:type rdf:parseType="Resource"><rdf:value>four</rdf:value><exif:GPSStatus>48,4</exif:GPSStatus></dc:type>
            <geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">48,5</geo:lat>
            <xmpDM:shotLocation xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/">48,6</xmpDM:shotLocation>
            <acdsee:city xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/">48,7</acdsee:city>
            <georss:where xmlns:georss="http://www.georss.org/georss" rdf:parseType="Resource">
            <gml:pos xmlns:gml="http://www.opengis.net/gml/3.2">48,8</gml:pos></georss:where>
            <dcterms:spatial xmlns:dcterms="http://purl.org/dc/terms/">48,9</dcterms:spatial>
            <dc:coverage>48,10</dc:coverage><drone:RelativeAltitude>48,11</drone:RelativeAltitude>\
            """;
        assertThat(result(places, false))
                .contains("48,1", "48,2", "48,3", "48,4", "48,5", "48,6", "48,7", "48,8", "48,9", "48,10", "48,11");
        assertThat(result(places, true))
                .contains("one", "two", "48 items", "three", "four")
                .doesNotContain("48,", "GPS");
    }

    @Test
    void theStatementReplacesWeakerOnesAndLeavesStrongerOnes() {
        var types = "http://cv.iptc.org/newscodes/digitalsourcetype/";
        var property = "<Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>";
        assertThat(result(property.formatted(types + "digitalCapture"), false))
                .contains(ENHANCED)
                .doesNotContain("digitalCapture");
        assertThat(result(property.formatted(types + "trainedAlgorithmicMedia"), false))
                .contains("trainedAlgorithmicMedia")
                .doesNotContain(ENHANCED);
        assertThat(result("<Iptc4xmpExt:DigitalSourceType><rdf:Bag/></Iptc4xmpExt:DigitalSourceType>", false))
                .contains(ENHANCED);
    }

    @Test
    void nothingOutsideIsReadAndNothingGrows(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of this machine");
        var external = "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri());
        var laughs =
                "<!DOCTYPE x [<!ENTITY a \"%s\"><!ENTITY e \"%s\">]>".formatted("ha".repeat(100), "&a;".repeat(100));
        for (var type : new String[] {external, laughs}) {
            var source = type
                    + new String(packet("<dc:format>&e;</dc:format>"), StandardCharsets.UTF_8)
                            .replaceFirst("<\\?xpacket[^>]*>", "");
            assertThat(result(source.getBytes(StandardCharsets.UTF_8), false))
                    .contains(ENHANCED)
                    .doesNotContain("secret", "haha", "format");
        }
    }

    @Test
    void depthIsNoDanger() {
        int levels = 100_000;
        var deep = "<rdf:li>".repeat(levels) + "</rdf:li>".repeat(levels);
        assertThat(result("<dc:subject>" + deep + "</dc:subject>", false)).contains(ENHANCED);
    }

    /// XMP Core remembers prefixes for the whole process.
    @Test
    void theBytesDoNotHangOnWhatCameBefore() {
        var mine = "<own:value xmlns:own=\"http://example.com/own/\">1</own:value>";
        byte[] first = ResultXmp.of(packet(mine), PLAIN);
        ResultXmp.of(packet(mine.replace("own:", "other:").replace("xmlns:own", "xmlns:other")), PLAIN);
        assertThat(ResultXmp.of(packet(mine), PLAIN)).isEqualTo(first);
        assertThat(new String(first, StandardCharsets.UTF_8)).contains("own:value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML", "<x:xmpmeta/>", "<a></b>", "\u0000\u0000"})
    void whatIsNoXmpCountsAsNone(String source) {
        assertThat(result(source.getBytes(StandardCharsets.UTF_8), false)).contains(ENHANCED);
    }

    @Test
    void aPacketThatEndsWithZerosIsRead() {
        byte[] source = packet("<dc:format>kept</dc:format>");
        assertThat(result(Arrays.copyOf(source, source.length + 100), false)).contains("kept");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damageIsNeverAFailure(long seed) {
        var random = new Random(seed);
        byte[] source = packet("<dc:format>a</dc:format><photoshop:City>Paris</photoshop:City>");
        for (int i = 0; i < random.nextInt(1, 6); i++) {
            source[random.nextInt(source.length)] = (byte) random.nextInt();
        }
        assertThat(result(source, true)).contains(ENHANCED);
    }

    @Test
    void whatDoesNotFitAJpegGoesIntoASecondPacket() {
        var large = "<photoshop:History>%s</photoshop:History>".formatted("edited, ".repeat(20_000));
        byte[] whole = ResultXmp.of(packet(large + "<dc:format>small</dc:format>"), PLAIN);
        var split = JpegXmp.of(whole);
        assertThat(split.standard()).hasSizeLessThanOrEqualTo(JpegXmp.MOST_BYTES);
        assertThat(new String(split.standard(), StandardCharsets.UTF_8))
                .contains("HasExtendedXMP=\"" + split.hash(), ENHANCED, "small")
                .doesNotContain("edited");
        assertThat(split.hash()).hasSize(32);
        assertThat(new String(split.extended().orElseThrow(), StandardCharsets.UTF_8))
                .contains("edited")
                .doesNotContain("small", "HasExtendedXMP", "xpacket");
        assertThat(JpegXmp.of(ResultXmp.of(null, PLAIN)).extended()).isEmpty();
    }
}
