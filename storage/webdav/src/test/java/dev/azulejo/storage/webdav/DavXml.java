package dev.azulejo.storage.webdav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// The bodies of requests, as a server reads them: by another parser than the client's.
final class DavXml {
    /// To make one takes longer than to read an answer.
    private static final DocumentBuilder BUILDER = builder();

    private DavXml() {}

    /// @throws IllegalArgumentException when it is none
    static Element read(byte[] body) {
        try {
            synchronized (BUILDER) {
                return BUILDER.parse(new ByteArrayInputStream(body)).getDocumentElement();
            }
        } catch (SAXException e) {
            throw new IllegalArgumentException("no XML", e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String name(Node node) {
        return node.getNamespaceURI() + " " + node.getLocalName();
    }

    static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element its) {
                children.add(its);
            }
        }
        return children;
    }

    /// Such as the `prop` of a `propfind`.
    static List<Element> children(Element element, String name) {
        return children(element).stream()
                .filter(child -> name(child).equals(name))
                .flatMap(child -> children(child).stream())
                .toList();
    }

    /// @param found values as XML, by names
    static String propstat(int status, Map<String, String> found) {
        if (found.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("<d:propstat><d:prop>");
        found.forEach((name, value) -> {
            var parts = name.split(" ", 2);
            text.append("<x:%s xmlns:x=\"%s\">%s</x:%s>".formatted(parts[1], escaped(parts[0]), value, parts[1]));
        });
        return text.append("</d:prop><d:status>HTTP/1.1 %d Such</d:status></d:propstat>".formatted(status))
                .toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }
}
