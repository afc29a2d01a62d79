package dev.azulejo.cli.compare;

import dev.azulejo.core.geometry.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The facts in a `.dzi`.
///
/// @param format extension of the tiles
/// @param overlap pixels that tiles have of their neighbours
record DeepZoomIndex(Size size, String format, int overlap, int tileSide) {
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,8}");

    /// @throws IOException when it is none
    static DeepZoomIndex read(InputStream in) throws IOException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var xml = factory.createXMLStreamReader(in);
            find(xml, "Image");
            var format = attribute(xml, "Format");
            if (!EXTENSION.matcher(format).matches()) {
                throw new IOException("its .dzi has tiles of a format that is no extension");
            }
            int overlap = number(xml, "Overlap");
            int tileSide = number(xml, "TileSize");
            find(xml, "Size");
            return new DeepZoomIndex(new Size(number(xml, "Width"), number(xml, "Height")), format, overlap, tileSide);
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new IOException(
                    "its .dzi cannot be read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static void find(XMLStreamReader xml, String element) throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals(element)) {
                return;
            }
        }
        throw new IOException("its .dzi has no <%s>".formatted(element));
    }

    private static String attribute(XMLStreamReader xml, String name) throws IOException {
        var value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw new IOException("its .dzi does not say its " + name);
        }
        return value;
    }

    private static int number(XMLStreamReader xml, String name) throws IOException {
        return Integer.parseInt(attribute(xml, name));
    }
}
