package dev.vitrine.cloud.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// The XML that S3 writes and reads.
final class Xml {
    private final StringBuilder text = new StringBuilder();

    static byte[] document(String root, Consumer<Xml> content) {
        var xml = new Xml();
        xml.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.element(root + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"", root, content);
        return xml.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] error(String code, String message, String resource, String requestId) {
        var xml = new Xml();
        xml.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.put(
                "Error",
                error -> error.put("Code", code)
                        .put("Message", message)
                        .put("Resource", resource)
                        .put("RequestId", requestId));
        return xml.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    Xml put(String name, Object value) {
        text.append('<').append(name).append('>');
        value.toString().codePoints().forEach(this::escaped);
        text.append("</").append(name).append('>');
        return this;
    }

    private void escaped(int character) {
        switch (character) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            case '"' -> text.append("&quot;");
            case '\r' -> text.append("&#13;");
            default -> text.appendCodePoint(character);
        }
    }

    Xml put(String name, Consumer<Xml> content) {
        element(name, name, content);
        return this;
    }

    private void element(String head, String name, Consumer<Xml> content) {
        text.append('<').append(head).append('>');
        content.accept(this);
        text.append("</").append(name).append('>');
    }

    /// @param isEncoded as the caller wants keys, because XML cannot hold every character of one
    static String key(String key, boolean isEncoded) {
        return isEncoded ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/") : key;
    }

    static Element parse(byte[] body) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
        } catch (SAXException _) {
            throw new S3Error(
                    400,
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Element> children(Element parent, String name) {
        var children = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /// `""` when there is no such child.
    static String text(Element parent, String name) {
        List<Element> children = children(parent, name);
        return children.isEmpty() ? "" : children.getFirst().getTextContent();
    }
}
