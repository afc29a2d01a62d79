package dev.azulejo.imaging;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.IteratorOptions;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// A packet of XMP, read and written by Adobe's XMP Core (ISO 16684-1). What a user's file holds is never a
/// reason to fail, and nothing that it names outside itself is fetched.
final class XmpPacket {
    /// XMP Core remembers for the whole process which prefix a namespace first came with: from there bytes
    /// would depend on what ran before.
    private static final ReentrantLock REGISTRY = new ReentrantLock();

    /// XMP nests a few levels; a parser that calls itself for each runs out of stack at thousands.
    private static final int MOST_LEVELS = 100;

    private final XMPMeta meta;

    /// A property that does not lie in another one.
    record Property(String namespace, String path) {
        /// Its name without the prefix.
        String name() {
            return path.substring(path.indexOf(':') + 1);
        }
    }

    /// What is done with a packet.
    interface Edit<T> {
        T apply(XmpPacket packet) throws XMPException;
    }

    private XmpPacket(XMPMeta meta) {
        this.meta = meta;
    }

    /// What `edit` makes of a packet, or of an empty one, if there is none or what is there cannot be read.
    static <T> T edit(byte @Nullable [] packet, Edit<T> edit) {
        REGISTRY.lock();
        try {
            XMPMetaFactory.reset();
            var parsed = packet == null ? Optional.<XMPMeta>empty() : parse(packet);
            if (parsed.isEmpty()) {
                XMPMetaFactory.reset(); // also what was read of a broken one
            }
            return edit.apply(new XmpPacket(parsed.orElseGet(XMPMetaFactory::create)));
        } catch (XMPException e) {
            throw new IllegalStateException("XMP Core does not write what it read", e);
        } finally {
            REGISTRY.unlock();
        }
    }

    private static Optional<XMPMeta> parse(byte[] packet) {
        var text = text(packet);
        if (!isPlain(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(XMPMetaFactory.parseFromString(text, new ParseOptions().setDisallowDoctype(true)));
        } catch (XMPException | RuntimeException unreadable) { // it does not promise to throw its own alone
            return Optional.empty();
        }
    }

    /// Without the byte order mark, and the zeros with which some writers end a packet: neither is XML.
    private static String text(byte[] packet) {
        var text = new String(packet, StandardCharsets.UTF_8); // what is no UTF-8 becomes a sign that says so
        int start = text.startsWith("\ufeff") ? 1 : 0;
        int end = text.length();
        while (end > start && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /// Whether this is XML without a document type, whose entities could grow or fetch, and not too deep. The
    /// same parser as XMP Core's, which would write to the user's terminal what it dislikes.
    private static boolean isPlain(String text) {
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(new StringReader(text)), new DepthLimit());
            return true;
        } catch (SAXException noXml) {
            return false;
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException("the JDK's parser reads strings", impossible);
        }
    }

    private static final class DepthLimit extends DefaultHandler {
        private int level;

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            level++;
            if (level > MOST_LEVELS) {
                throw new SAXException("too deep");
            }
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            level--;
        }
    }

    List<Property> properties() throws XMPException {
        var found = new ArrayList<Property>();
        var schemas = meta.iterator(new IteratorOptions().setJustChildren(true));
        while (schemas.hasNext()) {
            var namespace = ((XMPPropertyInfo) schemas.next()).getNamespace();
            var properties = meta.iterator(namespace, null, new IteratorOptions().setJustChildren(true));
            while (properties.hasNext()) {
                found.add(new Property(namespace, ((XMPPropertyInfo) properties.next()).getPath()));
            }
        }
        return found;
    }

    /// A property, or what one holds: a field, an item of a list, a qualifier.
    ///
    /// @param namespace of it, not of the property that it lies in
    /// @param name without the prefix; empty for an item of a list
    /// @param place for [#remove]
    record Node(String namespace, String name, Property place) {}

    List<Node> nodes() throws XMPException {
        var found = new ArrayList<Node>();
        for (var property : properties()) {
            found.add(new Node(property.namespace, property.name(), property));
            var within = meta.iterator(property.namespace, property.path, new IteratorOptions());
            while (within.hasNext()) {
                var info = (XMPPropertyInfo) within.next();
                int last = info.getPath().lastIndexOf('/') + 1;
                var step = info.getPath().substring(last);
                var name = step.endsWith("]") ? "" : step.substring(step.indexOf(':') + 1);
                var namespace = Objects.requireNonNullElse(info.getNamespace(), ""); // items of lists have none
                // the iterator writes a qualifier as if it were a field
                var path = info.getOptions().isQualifier()
                        ? info.getPath().substring(0, last) + "?" + step
                        : info.getPath();
                found.add(new Node(namespace, name, new Property(property.namespace, path)));
            }
        }
        return found;
    }

    void remove(Property property) {
        meta.deleteProperty(property.namespace, property.path);
    }

    Optional<String> text(String namespace, String name) throws XMPException {
        return Optional.ofNullable(meta.getPropertyString(namespace, name));
    }

    boolean has(String namespace, String name) {
        return meta.doesPropertyExist(namespace, name);
    }

    /// What a property says: itself, or each item of a list of texts, such as one in several languages.
    List<String> allTexts(String namespace, String name) throws XMPException {
        if (!meta.getProperty(namespace, name).getOptions().isArray()) {
            return text(namespace, name).stream().toList();
        }
        var texts = new ArrayList<String>();
        for (int i = 1; i <= meta.countArrayItems(namespace, name); i++) {
            texts.add(meta.getArrayItem(namespace, name, i).getValue());
        }
        return texts;
    }

    /// Of a namespace that XMP Core knows.
    void setInDefaultLanguage(String namespace, String name, String text) throws XMPException {
        meta.setLocalizedText(namespace, name, null, XMPConst.X_DEFAULT, text);
    }

    /// Adds to an ordered list, of a namespace that XMP Core knows.
    void append(String namespace, String name, String text) throws XMPException {
        meta.appendArrayItem(namespace, name, new PropertyOptions().setArrayOrdered(true), text, null);
    }

    /// @param prefix for the namespace, where the packet has none
    void set(String namespace, String prefix, String name, String value) throws XMPException {
        XMPMetaFactory.getSchemaRegistry().registerNamespace(namespace, prefix);
        meta.deleteProperty(namespace, name); // whatever it was: a list cannot become a text
        meta.setProperty(namespace, name, value);
    }

    void setIfThere(String namespace, String name, String value) throws XMPException {
        if (meta.doesPropertyExist(namespace, name)) {
            meta.deleteProperty(namespace, name);
            meta.setProperty(namespace, name, value);
        }
    }

    void removeIfThere(String namespace, String name) {
        meta.deleteProperty(namespace, name);
    }

    /// The properties that `goes` says, taken out of this packet into one of their own.
    XmpPacket split(Predicate<Property> goes) throws XMPException {
        var other = (XMPMeta) meta.clone();
        for (var property : properties()) {
            if (goes.test(property)) {
                meta.deleteProperty(property.namespace, property.path);
            } else {
                other.deleteProperty(property.namespace, property.path);
            }
        }
        return new XmpPacket(other);
    }

    XmpPacket copy() {
        return new XmpPacket((XMPMeta) meta.clone());
    }

    /// In UTF-8, between the lines by which programs that know no format find it, without room to grow.
    byte[] bytes() throws XMPException {
        return serialized(new SerializeOptions().setReadOnlyPacket(true));
    }

    /// The same without those lines.
    byte[] bareBytes() throws XMPException {
        return serialized(new SerializeOptions().setOmitPacketWrapper(true));
    }

    private byte[] serialized(SerializeOptions options) throws XMPException {
        return XMPMetaFactory.serializeToBuffer(meta, options.setUseCompactFormat(true));
    }
}
