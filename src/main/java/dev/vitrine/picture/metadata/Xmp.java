package dev.vitrine.picture.metadata;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The simple properties and lists of an XMP packet (ISO 16684-1); of structures only the coordinates of places.
///
/// Parsed by the JDK, one event after the other: without a DTD (a packet with one says nothing), without entities of
/// its own, within the JDK's limits. One that breaks off says what stood before the break.
final class Xmp {
    private static final int MAX_VALUES = 1000;
    /// The JDK reads 200 attributes of an element and no more, of which raw converters write several hundred.
    static final String ATTRIBUTE_LIMIT = "jdk.xml.elementAttributeLimit";
    static final int MAX_ATTRIBUTES = 10_000;
    /// As far as latitudes go, in degrees.
    static final int POLE = 90;
    /// As far as longitudes go, in degrees.
    static final int ANTIMERIDIAN = 180;

    private static final Pattern DEGREES = Pattern.compile("\\d{1,9}");
    private static final Pattern DIVISOR = Pattern.compile("/\\d+");
    /// What RDF has for `li`, too.
    private static final Pattern NUMBERED = Pattern.compile("_\\d+");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// A property's full name.
    enum Property {
        TAKEN("http://ns.adobe.com/exif/1.0/", "DateTimeOriginal"),
        CREATED("http://ns.adobe.com/photoshop/1.0/", "DateCreated"),
        DIGITIZED("http://ns.adobe.com/exif/1.0/", "DateTimeDigitized"),
        FILE_CREATED("http://ns.adobe.com/xap/1.0/", "CreateDate"),
        ORIENTATION("http://ns.adobe.com/tiff/1.0/", "Orientation"),
        LATITUDE("http://ns.adobe.com/exif/1.0/", "GPSLatitude"),
        LONGITUDE("http://ns.adobe.com/exif/1.0/", "GPSLongitude"),
        /// Where it was taken, and what it shows: structures with coordinates of their own.
        PLACE_CREATED("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "LocationCreated"),
        PLACE_SHOWN("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "LocationShown"),
        TITLE("http://purl.org/dc/elements/1.1/", "title"),
        HEADLINE("http://ns.adobe.com/photoshop/1.0/", "Headline"),
        DESCRIPTION("http://purl.org/dc/elements/1.1/", "description"),
        KEYWORDS("http://purl.org/dc/elements/1.1/", "subject"),
        CREATOR("http://purl.org/dc/elements/1.1/", "creator"),
        RIGHTS("http://purl.org/dc/elements/1.1/", "rights"),
        MARKED("http://ns.adobe.com/xap/1.0/rights/", "Marked"),
        OWNER("http://ns.adobe.com/xap/1.0/rights/", "Owner"),
        USAGE_TERMS("http://ns.adobe.com/xap/1.0/rights/", "UsageTerms"),
        WEB_STATEMENT("http://ns.adobe.com/xap/1.0/rights/", "WebStatement"),
        RATING("http://ns.adobe.com/xap/1.0/", "Rating"),
        RATING_PERCENT("http://ns.microsoft.com/photo/1.0/", "Rating"),
        TIFF_DESCRIPTION("http://ns.adobe.com/tiff/1.0/", "ImageDescription"),
        COMMENT("http://ns.adobe.com/exif/1.0/", "UserComment"),
        /// Tags with all that they are under, `|` or `/` between.
        TAG_PATHS("http://ns.adobe.com/lightroom/1.0/", "hierarchicalSubject"),
        DIGIKAM_TAGS("http://www.digikam.org/ns/1.0/", "TagsList"),
        MAKE("http://ns.adobe.com/tiff/1.0/", "Make"),
        MODEL("http://ns.adobe.com/tiff/1.0/", "Model"),
        LENS("http://cipa.jp/exif/1.0/", "LensModel"),
        LENS_OF_ADOBE("http://ns.adobe.com/exif/1.0/aux/", "Lens"),
        SENSITIVITY("http://cipa.jp/exif/1.0/", "PhotographicSensitivity"),
        SENSITIVITIES("http://ns.adobe.com/exif/1.0/", "ISOSpeedRatings"),
        FOCAL_LENGTH("http://ns.adobe.com/exif/1.0/", "FocalLength"),
        F_NUMBER("http://ns.adobe.com/exif/1.0/", "FNumber"),
        APERTURE("http://ns.adobe.com/exif/1.0/", "ApertureValue"),
        EXPOSURE_TIME("http://ns.adobe.com/exif/1.0/", "ExposureTime"),
        SHUTTER_SPEED("http://ns.adobe.com/exif/1.0/", "ShutterSpeedValue"),
        WINDOWS_TAGS("http://ns.microsoft.com/photo/1.0/", "LastKeywordXMP");

        private static final Map<String, Property> BY_NAME = new HashMap<>();

        static {
            for (Property property : values()) {
                BY_NAME.put(property.name, property);
            }
        }

        private final String name;

        Property(String namespace, String name) {
            this.name = namespace + name;
        }

        boolean isNamed(@Nullable String ofNamespace, @Nullable String ofName) {
            return name.equals(String.valueOf(ofNamespace) + ofName);
        }

        static Optional<Property> of(String namespace, String name) {
            return Optional.ofNullable(BY_NAME.get(namespace + name));
        }
    }

    private final Map<Property, List<String>> values = new HashMap<>();
    private final Map<Property, List<String>> places = new HashMap<>();

    private Xmp() {}

    static Xmp of(byte[] packet) {
        var xmp = new Xmp();
        try {
            xmp.new Parser(text(packet)).run();
        } catch (Prohibited _) {
            xmp.values.clear();
            xmp.places.clear();
        } catch (XMLStreamException | RuntimeException _) {
            return xmp; // damaged from here on; of the JDK's parser both are known
        }
        return xmp;
    }

    /// Every value in the order of the packet, the one in no particular language first.
    List<String> values(Property property) {
        return values.getOrDefault(property, List.of());
    }

    /// `""` without one.
    String value(Property property) {
        List<String> all = values(property);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /// Coordinates that say something, of the camera or of a place that is named.
    boolean hasLocation() {
        List<String> latitudes = places.getOrDefault(Property.LATITUDE, List.of());
        List<String> longitudes = places.getOrDefault(Property.LONGITUDE, List.of());
        return isLocation(value(Property.LATITUDE), value(Property.LONGITUDE))
                || IntStream.range(0, Math.min(latitudes.size(), longitudes.size()))
                        .anyMatch(i -> isLocation(latitudes.get(i), longitudes.get(i)));
    }

    private static boolean isLocation(String latitude, String longitude) {
        return isWithin(latitude, POLE)
                && isWithin(longitude, ANTIMERIDIAN)
                && !(isZero(latitude) && isZero(longitude));
    }

    /// Degrees come first: `48,51.5N`, or `-48.86` by others.
    private static boolean isWithin(String coordinate, int max) {
        Matcher found = DEGREES.matcher(coordinate);
        if (!found.find()) {
            return false;
        }
        int degrees = Integer.parseInt(found.group());
        return degrees < max || degrees == max && isZero(coordinate.substring(found.end()));
    }

    /// Some write fractions, of which what they are divided by says nothing.
    private static boolean isZero(String coordinate) {
        return DIVISOR.matcher(coordinate).replaceAll("").chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    /// From its first angle bracket to its last: writers pad packets, some with zeros. UTF-16 shows by the zero
    /// beside the first one, before it where the higher byte comes first; UTF-32 by three of them.
    static String text(byte[] packet) {
        int first = 0;
        while (first < packet.length && packet[first] != '<') {
            first++;
        }
        if (first == packet.length) {
            return "";
        }
        boolean zeroAfter = first + 1 < packet.length && packet[first + 1] == 0;
        // a zero before the first bracket alone ends the name of the packet's kind
        boolean zeroBefore = zeroAfter && first % 2 == 1 && packet[first - 1] == 0;
        int unit = (zeroBefore ? isZero(packet, first - 3, 3) : isZero(packet, first + 1, 3)) ? 4 : 2;
        String text = zeroBefore
                ? decoded(packet, first - unit + 1, unit == 4 ? UTF_32BE : StandardCharsets.UTF_16BE)
                : zeroAfter
                        ? decoded(packet, first, unit == 4 ? UTF_32LE : StandardCharsets.UTF_16LE)
                        : WrittenText.decode(Arrays.copyOfRange(packet, first, packet.length));
        return text.substring(0, text.lastIndexOf('>') + 1);
    }

    private static boolean isZero(byte[] packet, int from, int length) {
        return from >= 0
                && from + length <= packet.length
                && Arrays.equals(packet, from, from + length, new byte[length], 0, length);
    }

    private static String decoded(byte[] packet, int from, Charset charset) {
        return new String(packet, from, packet.length - from, charset);
    }

    /// The packet has what may do harm.
    private static final class Prohibited extends XMLStreamException {
        private static final long serialVersionUID = 1L;
    }

    private final class Parser {
        private final XMLStreamReader reader;
        private final StringBuilder text = new StringBuilder();
        private int depth;
        /// Where the surrounding description began, 0 outside of one; the same for the
        /// property and for a structure
        /// within it.
        private int description;

        private int property;
        private int structure;
        private Optional<Property> current = Optional.empty();
        /// Beside the values of a list is no other.
        private boolean isList;

        private boolean isDefault;

        Parser(String packet) throws XMLStreamException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(ATTRIBUTE_LIMIT, MAX_ATTRIBUTES);
            reader = factory.createXMLStreamReader(new StringReader(packet));
        }

        void run() throws XMLStreamException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin();
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        if (property > 0 && structure == 0) {
                            text.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new Prohibited();
                    default -> {}
                }
            }
        }

        private void begin() {
            depth++;
            boolean rdf = RDF.equals(reader.getNamespaceURI());
            String name = reader.getLocalName();
            if (property == 0 && rdf && name.equals("Description")) {
                description = depth;
                attributes();
            } else if (property == 0 && description > 0 && depth == description + 1) {
                property = depth;
                current = Property.of(String.valueOf(reader.getNamespaceURI()), name);
                isList = false;
                startValue();
                if (isPlace()) {
                    attributes();
                }
            } else if (isPlace()) {
                startValue();
                attributes();
            } else if (property > 0 && structure == 0) {
                if (!rdf) {
                    structure = depth;
                } else if (isValue(name)) {
                    isList = true;
                    startValue();
                }
            }
        }

        /// Of a place that the surrounding property tells, in as many elements as the writer likes.
        private boolean isPlace() {
            return property > 0
                    && current.filter(known -> known == Property.PLACE_CREATED || known == Property.PLACE_SHOWN)
                            .isPresent();
        }

        private void attributes() {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                isDefault = false;
                String value = reader.getAttributeValue(i);
                Property.of(String.valueOf(reader.getAttributeNamespace(i)), reader.getAttributeLocalName(i))
                        .ifPresent(attribute -> add(isPlace() ? places : values, attribute, value));
            }
        }

        private void startValue() {
            text.setLength(0);
            isDefault = "x-default".equalsIgnoreCase(reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang"));
        }

        private void end() {
            if (isPlace()) {
                Property.of(String.valueOf(reader.getNamespaceURI()), reader.getLocalName())
                        .ifPresent(known -> add(places, known, text.toString()));
                text.setLength(0);
            } else if (structure == depth) {
                structure = 0;
            } else if (property > 0
                    && structure == 0
                    && (depth == property || RDF.equals(reader.getNamespaceURI()) && isValue(reader.getLocalName()))) {
                current.filter(_ -> depth > property || !isList)
                        .ifPresent(known -> add(values, known, text.toString()));
                text.setLength(0);
            }
            if (depth == property) {
                property = 0;
            } else if (depth == description) {
                description = 0;
            }
            depth--;
        }

        private static boolean isValue(String name) {
            return name.equals("li")
                    || name.equals("value")
                    || NUMBERED.matcher(name).matches();
        }

        private void add(Map<Property, List<String>> to, Property known, String raw) {
            String value = raw.strip();
            if (value.isEmpty()) {
                return;
            }
            List<String> all = to.computeIfAbsent(known, _ -> new ArrayList<>());
            if (all.size() == MAX_VALUES) {
                return;
            }
            if (isDefault) {
                all.addFirst(value);
            } else {
                all.add(value);
            }
        }
    }
}
