package dev.azulejo.imaging.xmp;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.IteratorOptions;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A packet of XMP, read and written by Adobe's XMP Core (ISO 16684-1). The content of a user's file is
/// never a reason to fail, and nothing outside itself that it names is fetched.
public final class XmpPacket {
    /// Guards XMP Core's registry of prefixes: it remembers for the whole process which prefix a namespace
    /// first came with, so that bytes would depend on what ran before.
    private static final ReentrantLock REGISTRY = new ReentrantLock();

    static {
        allowManyAttributes();
    }

    private final XMPMeta meta;

    /// A property at the top level of the packet.
    public record Property(String namespace, String path) {
        /// The property's name without the prefix.
        public String name() {
            return path.substring(path.indexOf(':') + 1);
        }
    }

    /// An operation on a packet.
    public interface Edit<T> {
        T apply(XmpPacket packet) throws XMPException;
    }

    private XmpPacket(XMPMeta meta) {
        this.meta = meta;
    }

    /// Raises the limit on attributes. XMP Core reads by a factory that it keeps for ever, with the limits
    /// of the moment at which it was made. The JDK's own, 200 attributes for an element, is exceeded by
    /// editors that write each property as one.
    private static void allowManyAttributes() {
        var before = System.getProperty(XmpScan.ATTRIBUTE_LIMIT);
        System.setProperty(XmpScan.ATTRIBUTE_LIMIT, String.valueOf(XmpScan.MOST_NODES));
        try {
            XMPMetaFactory.parseFromString("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");
        } catch (XMPException e) {
            throw new IllegalStateException("XMP Core does not read an empty packet", e);
        } finally {
            if (before == null) {
                System.clearProperty(XmpScan.ATTRIBUTE_LIMIT);
            } else {
                System.setProperty(XmpScan.ATTRIBUTE_LIMIT, before);
            }
        }
    }

    /// The result of `edit` on a packet, or on an empty one if there is none or it cannot be read.
    public static <T> T edit(byte @Nullable [] packet, Edit<T> edit) {
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

    /// The reason why [#edit] would find nothing in a packet, in words that follow "its XMP data"; empty
    /// for a readable one.
    public static Optional<String> refusal(byte[] packet) {
        var text = XmpScan.text(packet);
        return XmpScan.refusal(text).or(() -> {
            REGISTRY.lock();
            try {
                return read(text).isPresent() ? Optional.empty() : Optional.of(XmpScan.DAMAGED);
            } finally {
                REGISTRY.unlock();
            }
        });
    }

    private static Optional<XMPMeta> parse(byte[] packet) {
        var text = XmpScan.text(packet);
        return XmpScan.refusal(text).isPresent() ? Optional.empty() : read(text);
    }

    private static Optional<XMPMeta> read(String text) {
        try {
            return Optional.of(XMPMetaFactory.parseFromString(text, new ParseOptions().setDisallowDoctype(true)));
        } catch (XMPException | RuntimeException unreadable) { // it does not promise to throw its own alone
            return Optional.empty();
        }
    }

    public List<Property> properties() throws XMPException {
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

    /// The least size of each property when it is written: lengths of names and values, and of the tags or
    /// quotes around them.
    public Map<Property, Integer> leastBytes() throws XMPException {
        var sums = new HashMap<Property, Integer>();
        var nodes = meta.iterator();
        var namespace = "";
        while (nodes.hasNext()) {
            var node = (XMPPropertyInfo) nodes.next();
            var path = node.getPath();
            if (path == null || path.isEmpty()) {
                namespace = node.getNamespace(); // its properties follow
            } else {
                sums.merge(new Property(namespace, path.split("[/\\[]", 2)[0]), leastBytes(node), Integer::sum);
            }
        }
        return sums;
    }

    private static int leastBytes(XMPPropertyInfo node) {
        var path = node.getPath();
        boolean isItem = path.endsWith("]");
        int name = isItem ? "rdf:li".length() : path.length() - path.lastIndexOf('/') - 1;
        int value = node.getValue() == null ? 0 : node.getValue().length(); // characters have a byte or more
        return name + value + (isItem ? "</>".length() : " =''".length());
    }

    /// A property, or a part of one: a field, an item of a list, a qualifier.
    ///
    /// @param namespace of the node, not of the property that it lies in
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

    public void remove(Property property) {
        meta.deleteProperty(property.namespace, property.path);
    }

    public Optional<String> text(String namespace, String name) throws XMPException {
        return Optional.ofNullable(meta.getPropertyString(namespace, name));
    }

    public boolean has(String namespace, String name) {
        return meta.doesPropertyExist(namespace, name);
    }

    /// The texts of a property: its own, or each item of a list, such as one in several languages.
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

    /// Sets a text in the default language, for a namespace that XMP Core knows.
    void setInDefaultLanguage(String namespace, String name, String text) throws XMPException {
        meta.setLocalizedText(namespace, name, null, XMPConst.X_DEFAULT, text);
    }

    /// Adds an item to an ordered list, for a namespace that XMP Core knows.
    public void append(String namespace, String name, String text) throws XMPException {
        meta.appendArrayItem(namespace, name, new PropertyOptions().setArrayOrdered(true), text, null);
    }

    /// @param prefix for the namespace, if the packet has none
    public void set(String namespace, String prefix, String name, String value) throws XMPException {
        XMPMetaFactory.getSchemaRegistry().registerNamespace(namespace, prefix);
        meta.deleteProperty(namespace, name); // of any kind: a list cannot become a text
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

    /// Moves the properties that `goes` accepts into a new packet.
    public XmpPacket split(Predicate<Property> goes) throws XMPException {
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

    /// Removes the packet's statement of its subject, which is empty for an image that it lies in.
    public void removeSubject() {
        meta.setObjectName("");
    }

    /// The packet in UTF-8, between the lines by which programs find it in unknown formats, without room to
    /// grow.
    public byte[] bytes() throws XMPException {
        return serialized(new SerializeOptions().setReadOnlyPacket(true));
    }

    /// The packet in UTF-8 without those lines.
    public byte[] bareBytes() throws XMPException {
        return serialized(new SerializeOptions().setOmitPacketWrapper(true));
    }

    private byte[] serialized(SerializeOptions options) throws XMPException {
        return XMPMetaFactory.serializeToBuffer(meta, options.setUseCompactFormat(true));
    }
}
