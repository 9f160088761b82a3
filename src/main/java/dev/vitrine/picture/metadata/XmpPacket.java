package dev.vitrine.picture.metadata;

import dev.vitrine.image.Caption;
import dev.vitrine.image.Rating;
import dev.vitrine.picture.metadata.Xmp.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Writes title, description, tags and stars into an XMP packet. What else is in the packet stays, and so does a
/// property that says the same already, with its other languages.
///
/// By the JDK's parser, without a DTD: nothing a packet says is fetched or expanded.
public final class XmpPacket {
    private static final String BEGIN = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
    private static final String END = "\n<?xpacket end=\"w\"?>";
    private static final String EMPTY =
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"" + Xmp.RDF + "\"></rdf:RDF></x:xmpmeta>";
    static final String DC = "http://purl.org/dc/elements/1.1/";
    static final String XMP = "http://ns.adobe.com/xap/1.0/";

    private XmpPacket() {}

    /// Whether a packet says anything of what is written here.
    public static boolean hasCaption(byte[] packet) {
        Xmp xmp = Xmp.of(packet);
        return List.of(Property.TITLE, Property.DESCRIPTION, Property.KEYWORDS, Property.RATING).stream()
                .anyMatch(property -> !xmp.values(property).isEmpty());
    }

    /// A packet of its own, even where the caption says nothing.
    public static byte[] of(Caption caption, String nameAsTitle) throws IOException {
        byte[] written = withCaption(new byte[0], Caption.EMPTY, caption, nameAsTitle);
        return written.length > 0 ? written : print(parse(new byte[0]));
    }

    /// @param packet what there is, may be empty, and is empty after it where nothing is to be said
    /// @param read what a library makes of the packet, which says it shorter; what is still the same was not edited
    /// @param nameAsTitle a title that is only the name of the file, and is not written where there was none
    /// @throws IOException when the packet is damaged, or has what may do harm
    public static byte[] withCaption(byte[] packet, Caption read, Caption caption, String nameAsTitle)
            throws IOException {
        Xmp said = Xmp.of(packet);
        Caption written = writable(caption);
        Document document = parse(packet);
        Element rdf = rdf(document);
        Element added = description(document, about(rdf));

        boolean isNamed = written.title().equals(nameAsTitle)
                && said.values(Property.TITLE).isEmpty();
        String title = isNamed ? "" : written.title();
        int stars = Rating.of(written.tags());
        List<String> tags = Rating.plain(written.tags());
        var changed = new ArrayList<Property>();
        if (!said.value(Property.TITLE).equals(title) && !read.title().equals(written.title())) {
            changed.add(Property.TITLE);
            add(added, DC, "dc:title", "rdf:Alt", texts(title));
        }
        if (!said.value(Property.DESCRIPTION).equals(written.description())
                && !read.description().equals(written.description())) {
            changed.add(Property.DESCRIPTION);
            add(added, DC, "dc:description", "rdf:Alt", texts(written.description()));
        }
        if (!Set.copyOf(said.values(Property.KEYWORDS)).equals(Set.copyOf(tags))
                && !Set.copyOf(Rating.plain(read.tags())).equals(Set.copyOf(tags))) {
            changed.add(Property.KEYWORDS);
            add(added, DC, "dc:subject", "rdf:Bag", tags);
        }
        if (stars(said.value(Property.RATING)) != stars && Rating.of(read.tags()) != stars) {
            changed.add(Property.RATING);
            addStars(added, stars);
        }
        if (!said.values(Property.RATING_PERCENT).isEmpty()
                && Rating.of(read.tags()) != stars
                && (stars == 0 || changed.contains(Property.RATING))) {
            changed.add(Property.RATING_PERCENT);
        }
        changed.addAll(old(said, written, isNamed ? "" : written.title(), read));
        if (changed.isEmpty()) {
            return packet;
        }
        changed.forEach(property -> remove(rdf, property));
        if (added.hasChildNodes()) {
            rdf.appendChild(added);
        }
        return print(document);
    }

    /// Properties in which some programs say the same once more, where they say something else now.
    private static List<Property> old(Xmp said, Caption caption, String title, Caption read) {
        var old = new ArrayList<Property>();
        if (LegacyTexts.isOldHeadline(said.value(Property.HEADLINE), read.title(), title)) {
            old.add(Property.HEADLINE);
        }
        for (Property property : List.of(Property.TIFF_DESCRIPTION, Property.COMMENT)) {
            if (LegacyTexts.contradicts(said.value(property), caption.description(), LegacyTexts.NO_LIMIT)) {
                old.add(property);
            }
        }
        Set<String> tags = Set.copyOf(caption.tags());
        for (Property property : List.of(Property.TAG_PATHS, Property.DIGIKAM_TAGS, Property.WINDOWS_TAGS)) {
            char under = property == Property.TAG_PATHS ? '|' : '/';
            if (said.values(property).stream()
                    .map(path -> path.substring(1 + path.lastIndexOf(under)))
                    .anyMatch(tag -> tags.stream()
                            .allMatch(other -> LegacyTexts.contradicts(tag, other, LegacyTexts.NO_LIMIT)))) {
                old.add(property);
            }
        }
        return old;
    }

    private static void addStars(Element to, int stars) {
        if (stars > 0) {
            add(to, XMP, "xmp:Rating", Integer.toString(stars));
        }
    }

    private static Caption writable(Caption caption) {
        return new Caption(
                writable(caption.title()),
                writable(caption.description()),
                caption.tags().stream().map(XmpPacket::writable).toList());
    }

    static List<String> texts(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /// 0 for none, also for what is marked as rejected.
    private static int stars(String written) {
        try {
            return Math.clamp((int) (Double.parseDouble(written) + 0.01), 0, Rating.MAX);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// An empty one of what is empty.
    static Document parse(byte[] packet) throws IOException {
        return parse(packet.length == 0 ? EMPTY : Xmp.text(packet));
    }

    private static Document parse(String text) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            factory.setAttribute(Xmp.ATTRIBUTE_LIMIT, Xmp.MAX_ATTRIBUTES);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXException _) {
            throw new IOException("its XMP packet cannot be read");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser", e);
        }
    }

    /// The JDK's own prints to standard error.
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }

    static Element rdf(Document document) throws IOException {
        NodeList found = document.getElementsByTagNameNS(Xmp.RDF, "RDF");
        if (found.getLength() == 1 && found.item(0) instanceof Element element) {
            return element;
        }
        throw new IOException("its XMP packet is none");
    }

    /// What the packet is about, which all of its descriptions say alike.
    static String about(Element rdf) {
        return descriptions(rdf).stream()
                .map(each -> each.getAttributeNS(Xmp.RDF, "about"))
                .findFirst()
                .orElse("");
    }

    static Element description(Document document, String about) {
        Element description = document.createElementNS(Xmp.RDF, "rdf:Description");
        description.setAttributeNS(Xmp.RDF, "rdf:about", about);
        return description;
    }

    static List<Element> descriptions(Element rdf) {
        return children(rdf).stream()
                .filter(each -> Xmp.RDF.equals(each.getNamespaceURI()) && "Description".equals(each.getLocalName()))
                .toList();
    }

    static List<Element> children(Element of) {
        var children = new ArrayList<Element>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static void remove(Element rdf, Property property) {
        remove(rdf, property::isNamed);
    }

    /// In either form: an element, or an attribute of the description.
    ///
    /// @param isOld of a namespace and a name
    /// @return whether there was any
    static boolean remove(Element rdf, BiPredicate<String, String> isOld) {
        boolean isAny = false;
        for (Element description : descriptions(rdf)) {
            for (Element child : children(description)) {
                if (isOld.test(child.getNamespaceURI(), child.getLocalName())) {
                    description.removeChild(child);
                    isAny = true;
                }
            }
            for (int i = description.getAttributes().getLength() - 1; i >= 0; i--) {
                var attribute = (Attr) description.getAttributes().item(i);
                if (isOld.test(attribute.getNamespaceURI(), attribute.getLocalName())) {
                    description.removeAttributeNode(attribute);
                    isAny = true;
                }
            }
        }
        return isAny;
    }

    static void add(Element to, String namespace, String name, String value) {
        if (!value.isEmpty()) {
            Element property = to.getOwnerDocument().createElementNS(namespace, name);
            property.setTextContent(value);
            to.appendChild(property);
        }
    }

    static void add(Element to, String namespace, String name, String container, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        Document document = to.getOwnerDocument();
        Element property = document.createElementNS(namespace, name);
        Element list = document.createElementNS(Xmp.RDF, container);
        for (String value : values) {
            Element item = document.createElementNS(Xmp.RDF, "rdf:li");
            if (container.equals("rdf:Alt")) {
                item.setAttributeNS(XMLConstants.XML_NS_URI, "xml:lang", "x-default");
            }
            item.setTextContent(value);
            list.appendChild(item);
        }
        property.appendChild(list);
        to.appendChild(property);
    }

    /// Without what XML 1.0 has no way to write.
    static String writable(String text) {
        var writable = new StringBuilder(text.length());
        text.codePoints()
                .filter(c ->
                        c >= ' ' && c < 0xD800 || c == '\n' || c == '\t' || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF)
                .forEach(writable::appendCodePoint);
        return writable.toString();
    }

    static byte[] print(Document document) {
        var printed = new ByteArrayOutputStream();
        printed.writeBytes(BEGIN.getBytes(StandardCharsets.UTF_8));
        var printers = (DOMImplementationLS) document.getImplementation().getFeature("LS", "3.0");
        LSSerializer printer = printers.createLSSerializer();
        printer.getDomConfig().setParameter("xml-declaration", false);
        printer.setNewLine("\n");
        LSOutput output = printers.createLSOutput();
        output.setEncoding("UTF-8");
        output.setByteStream(printed);
        Element root = document.getDocumentElement();
        printer.write(root, output);
        printed.writeBytes(END.getBytes(StandardCharsets.UTF_8));
        return printed.toByteArray();
    }
}
