package dev.azulejo.imaging.xmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.metadata.ResultFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Stream;

/// Fuzzes XMP of a source, and its conversion for a result.
class XmpFuzzTest extends FuzzContract {
    private static final String START = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>";
    private static final String END = "</rdf:RDF></x:xmpmeta>";

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "<rdf:Description rdf:about='a' xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='48,12N'"
                                + " xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Orientation='6'/>",
                        "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject><rdf:Bag><rdf:li>sun</rdf:li>"
                                + "<rdf:li xml:lang='de'>Meer</rdf:li></rdf:Bag></dc:subject><dc:title><rdf:Alt>"
                                + "<rdf:li xml:lang='x-default'>a</rdf:li></rdf:Alt></dc:title></rdf:Description>",
                        "<rdf:Description xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>"
                                + "<Iptc4xmpExt:LocationCreated><rdf:Seq><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>W"
                                + "</Iptc4xmpExt:City></rdf:li></rdf:Seq></Iptc4xmpExt:LocationCreated></rdf:Description>",
                        "<rdf:Description xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>")
                .map(text -> (START + text + END).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        var warnings = new ArrayList<String>();
        var packet = SourceXmp.of(input, warnings);
        assertThat(warnings).hasSize(packet.isPresent() ? 0 : 1);
        if (packet.isEmpty()) {
            return;
        }
        assertThat(SourceXmp.tellsOfGainMap(packet.get())).isIn(true, false);
        for (boolean withoutPlace : new boolean[] {false, true}) {
            var facts = new ResultFacts(new Size(80, 60), new Density(3, 4), withoutPlace, null);
            var made = ResultXmp.of(packet.get(), facts);
            assertThat(SourceXmp.of(made, warnings)).isPresent();
        }
    }
}
