package dev.azulejo.imaging.xmp;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Checks a packet of XMP before a tree is made of it: that takes time by the square of the number of
/// nodes, and stack by the depth of nesting. The parser is XMP Core's, which would write complaints to the
/// user's terminal.
final class XmpScan {
    /// The greatest number of elements and attributes together. The worst packets of that size take XMP
    /// Core 2 seconds of CPU; those of cameras and editors have some hundreds.
    static final int MOST_NODES = 20_000;

    /// The greatest number of nodes with names of their own, which are not items of lists. XMP Core
    /// searches all of a namespace for each of them, and so does code that removes some: 20,000 took 6
    /// seconds. Editors write some thousands after hours of painting masks.
    private static final int MOST_NAMED = 10_000;

    private static final Set<String> OF_XML =
            Set.of("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/XML/1998/namespace");

    /// The greatest number of namespaces, all of which XMP Core searches for each property; editors know
    /// some dozens.
    private static final int MOST_NAMESPACES = 1_000;

    /// Characters that a namespace's name must not have: XMP Core writes names as they are, so these would
    /// end them, and the packet could not be read again.
    private static final String UNWRITABLE = "\"<&";

    /// The greatest depth: XMP nests a few levels, and a recursive parser runs out of stack at thousands.
    private static final int MOST_LEVELS = 100;

    /// The greatest length of all paths. XMP Core names a node by its path, which has the names of all its
    /// ancestors, and builds that anew for each. Editors write some hundred thousand characters of paths.
    private static final long MOST_PATHS = 4_000_000;

    static final String DAMAGED = "are damaged";
    private static final String DEPTH_LIMIT = "jdk.xml.maxElementDepth";
    static final String ATTRIBUTE_LIMIT = "jdk.xml.elementAttributeLimit";

    private XmpScan() {}

    /// The reason why a packet is not read, in words that follow "its XMP data"; empty if XMP Core may read
    /// it.
    static Optional<String> refusal(String text) {
        var counter = new NodeCounter();
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            // a document type has entities, which could grow or fetch
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var parser = factory.newSAXParser();
            parser.setProperty(ATTRIBUTE_LIMIT, String.valueOf(MOST_NODES));
            parser.setProperty(DEPTH_LIMIT, String.valueOf(MOST_LEVELS + 1)); // ours comes first, and says so
            parser.parse(new InputSource(new StringReader(text)), counter);
            return Optional.empty();
        } catch (SAXException noXml) {
            return Optional.of(counter.excess.orElse(DAMAGED));
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException("the JDK's parser reads strings", impossible);
        }
    }

    /// The packet's text without the byte order mark, and the zeros with which some writers end a packet:
    /// neither is XML.
    static String text(byte[] packet) {
        var text = new String(packet, StandardCharsets.UTF_8); // what is no UTF-8 becomes a sign that says so
        int start = text.startsWith("\ufeff") ? 1 : 0;
        int end = text.length();
        while (end > start && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static final class NodeCounter extends DefaultHandler {
        private final Set<String> namespaces = new HashSet<>();
        private final long[] paths = new long[MOST_LEVELS + 1]; // how long they are, by level
        private long allPaths;
        private int level;
        private int nodes;
        private int named;
        private Optional<String> excess = Optional.empty();

        @Override
        public void startPrefixMapping(String prefix, String uri) throws SAXException {
            namespaces.add(uri);
            if (namespaces.size() > MOST_NAMESPACES) {
                stop("are of too many namespaces (more than %,d)".formatted(MOST_NAMESPACES));
            }
            if (uri.chars().anyMatch(character -> UNWRITABLE.indexOf(character) >= 0)) {
                stop("are of a namespace with one of %s in its name".formatted(UNWRITABLE));
            }
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            level++;
            nodes += 1 + attributes.getLength();
            named += OF_XML.contains(uri) ? 0 : 1;
            if (level > MOST_LEVELS) {
                stop("are nested more than %d levels deep".formatted(MOST_LEVELS));
            }
            paths[level] = paths[level - 1] + name.length() + 1;
            allPaths += paths[level];
            for (int i = 0; i < attributes.getLength(); i++) {
                allPaths += paths[level] + attributes.getQName(i).length() + 1;
                named += OF_XML.contains(attributes.getURI(i)) ? 0 : 1;
            }
            if (allPaths > MOST_PATHS) {
                stop("are of names too long (more than %,d characters in their paths)".formatted(MOST_PATHS));
            }
            if (named > MOST_NAMED) {
                stop("are too many (more than %,d properties)".formatted(MOST_NAMED));
            }
            if (nodes > MOST_NODES) {
                stop("are too many (more than %,d elements and attributes)".formatted(MOST_NODES));
            }
        }

        private void stop(String words) throws SAXException {
            excess = Optional.of(words);
            throw new SAXException(words);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            level--;
        }
    }
}
