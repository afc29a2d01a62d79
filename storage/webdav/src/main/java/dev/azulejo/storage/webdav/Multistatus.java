package dev.azulejo.storage.webdav;

import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a `multistatus` (RFC 4918, section 13) of an untrusted server: no document type, no entities but
/// those of XML itself, and a bound for everything that grows.
final class Multistatus {
    /// The most bytes of an answer: some 500,000 files in one folder.
    private static final long MOST_BYTES = 256L << 20;

    private static final int LONGEST_TEXT = 64 << 10;
    private static final int DEEPEST = 32;
    private static final Pattern STATUS = Pattern.compile("HTTP/\\S+\\s+(\\d{3})\\b.*", Pattern.DOTALL);

    private final Consumer<Found> each;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private Found found = new Found();
    private Map<String, String> properties = new HashMap<>();
    private int propertyStatus;

    private Multistatus(Consumer<Found> each) {
        this.each = each;
    }

    /// One `response`. Names of properties are their namespace and local name, with a space between.
    static final class Found {
        private String href = "";
        private int status = 200;
        private final Map<String, String> properties = new HashMap<>();
        private final Set<String> mentioned = new HashSet<>();

        String href() {
            return href;
        }

        int status() {
            return status;
        }

        /// The properties that exist. The value of one that contains elements is their names.
        Map<String, String> properties() {
            return properties;
        }

        /// The properties that the response mentions, whether they exist or not.
        Set<String> mentioned() {
            return mentioned;
        }
    }

    /// @throws MalformedAnswer when it is none
    static void read(InputStream in, Consumer<Found> each) throws IOException {
        try {
            var reader = factory().createXMLStreamReader(new Bounded(in));
            new Multistatus(each).read(reader);
        } catch (XMLStreamException e) {
            // bytes that are no text are the server's fault, not the connection's
            if (e.getNestedException() instanceof IOException broken && !(broken instanceof CharConversionException)) {
                throw broken;
            }
            throw new MalformedAnswer("an answer is no XML: " + e.getLocation().getLineNumber());
        } catch (RuntimeException e) {
            // the reader of the JDK throws some of these for malformed documents
            throw new MalformedAnswer("an answer is no XML: " + e.getClass().getSimpleName());
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException, IOException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader.getNamespaceURI() + " " + reader.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    text.append(reader.getText());
                    if (text.length() > LONGEST_TEXT) {
                        throw new MalformedAnswer(
                                "an answer has a text of more than %d characters".formatted(LONGEST_TEXT));
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedAnswer("an answer has a document type or entities");
                default -> {}
            }
        }
    }

    private void start(String name) throws MalformedAnswer {
        if (open.isEmpty() != name.equals("DAV: multistatus") || open.size() >= DEEPEST) {
            throw new MalformedAnswer("an answer is no multistatus");
        }
        if (open.size() == 1) {
            found = new Found();
        }
        if (name.equals("DAV: propstat")) {
            properties = new HashMap<>();
            propertyStatus = 0;
        }
        if (open.size() > 4) { // within a property
            text.append(name).append('\n');
        } else {
            text.setLength(0);
        }
        open.addLast(name);
    }

    private void end() {
        var name = open.removeLast();
        switch (open.size()) {
            case 1 -> {
                if (name.equals("DAV: response")) {
                    each.accept(found);
                }
            }
            case 2 -> endOfResponsePart(name);
            case 3 -> {
                if (name.equals("DAV: status")) {
                    propertyStatus = status();
                }
            }
            case 4 -> {
                if (open.peekLast().equals("DAV: prop")) {
                    properties.put(name, text.toString());
                }
            }
            default -> {}
        }
        if (open.size() < 5) {
            text.setLength(0);
        }
    }

    private void endOfResponsePart(String name) {
        switch (name) {
            case "DAV: href" -> found.href = found.href.isEmpty() ? text.toString() : found.href;
            case "DAV: status" -> found.status = status();
            case "DAV: propstat" -> {
                found.mentioned.addAll(properties.keySet());
                if (propertyStatus / 100 == 2) {
                    found.properties.putAll(properties);
                }
            }
            default -> {}
        }
    }

    private int status() {
        var status = STATUS.matcher(text.toString().strip());
        return status.matches() ? Integer.parseInt(status.group(1)) : 0;
    }

    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            return counted(count, count);
        }

        private int counted(int result, int count) throws IOException {
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new MalformedAnswer("an answer has more than %d bytes".formatted(MOST_BYTES));
            }
            return result;
        }
    }
}
