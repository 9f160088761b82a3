package dev.vitrine.picture.metadata;

import dev.vitrine.image.ImageTime;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.metadata.Xmp.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// XMP packets for new files: what another packet says and is still true of a picture that was made anew.
public final class XmpCopy {
    private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    private static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    private static final String EXIF_2_32 = "http://cipa.jp/exif/1.0/";
    /// What a description is, and the names of its namespaces.
    private static final Set<String> NO_PROPERTIES =
            Set.of(Xmp.RDF, XMLConstants.XML_NS_URI, XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
    /// How the pixels of the other file are stored, and places and sizes in pixels.
    private static final Set<String> ABOUT_THE_FILE = Set.of(
            TIFF + "Orientation",
            TIFF + "ImageWidth",
            TIFF + "ImageLength",
            TIFF + "BitsPerSample",
            TIFF + "Compression",
            TIFF + "PhotometricInterpretation",
            TIFF + "SamplesPerPixel",
            TIFF + "PlanarConfiguration",
            TIFF + "NativeDigest",
            EXIF + "PixelXDimension",
            EXIF + "PixelYDimension",
            EXIF + "ColorSpace",
            EXIF + "CompressedBitsPerPixel",
            EXIF + "SubjectArea",
            EXIF + "SubjectLocation",
            EXIF + "FocalPlaneXResolution",
            EXIF + "FocalPlaneYResolution",
            EXIF + "FocalPlaneResolutionUnit",
            EXIF + "NativeDigest",
            XmpPacket.DC + "format",
            XmpPacket.XMP + "Thumbnails",
            "http://ns.adobe.com/photoshop/1.0/ICCProfile",
            "http://ns.adobe.com/photoshop/1.0/ColorMode",
            "http://iptc.org/std/Iptc4xmpExt/2008-02-29/ImageRegion");
    /// Fractions of a second and zones, too, as ExifTool writes them.
    private static final Set<String> TAKEN = Set.of(
            EXIF + "DateTimeOriginal",
            EXIF + "DateTimeDigitized",
            EXIF + "SubSecTimeOriginal",
            EXIF + "SubSecTimeDigitized",
            EXIF + "OffsetTimeOriginal",
            EXIF + "OffsetTimeDigitized",
            EXIF_2_32 + "SubSecTimeOriginal",
            EXIF_2_32 + "SubSecTimeDigitized",
            EXIF_2_32 + "OffsetTimeOriginal",
            EXIF_2_32 + "OffsetTimeDigitized",
            XmpPacket.XMP + "CreateDate",
            "http://ns.adobe.com/photoshop/1.0/DateCreated");
    /// Other pictures, films and sounds in the file, places in it, and what a raw converter is to make of it.
    private static final List<String> ABOUT_ITS_PARTS = List.of(
            "http://www.metadataworkinggroup.com/schemas/regions/",
            "http://ns.microsoft.com/photo/1.2/",
            "http://ns.acdsee.com/regions/",
            "http://ns.apple.com/faceinfo/1.0/",
            "http://ns.google.com/photos/1.0/panorama/",
            "http://ns.adobe.com/camera-raw-settings/1.0/",
            "http://ns.adobe.com/camera-raw-saved-settings/1.0/",
            "http://ns.adobe.com/xmp/note/",
            "http://ns.adobe.com/hdr-gain-map/1.0/",
            "http://ns.google.com/photos/1.0/camera/",
            "http://ns.google.com/photos/1.0/container/",
            "http://ns.google.com/photos/1.0/image/",
            "http://ns.google.com/photos/1.0/depthmap/",
            "http://ns.google.com/photos/1.0/audio/",
            "http://ns.google.com/photos/dd/1.0/",
            "http://ns.apple.com/HDRGainMap/1.0/",
            "http://ns.apple.com/pixeldatainfo/1.0/");

    private XmpCopy() {}

    /// Empty when nothing is left of it.
    ///
    /// @throws IOException when the packet is damaged, or has what may do harm
    ///
    /// @param isOtherTime whether it was taken at another moment than it says
    public static byte[] stillTrue(byte[] packet, boolean isOtherTime) throws IOException {
        return kept(
                packet,
                (namespace, name) -> !ABOUT_THE_FILE.contains(namespace + name)
                        && !(isOtherTime && TAKEN.contains(namespace + name))
                        && !ABOUT_ITS_PARTS.contains(namespace));
    }

    /// Without when the picture was taken, where that is another moment, and without how it lies, where that is not
    /// so; the very same where it says nothing of it.
    static byte[] corrected(byte[] packet, Orientation lies, boolean isOtherTime) throws IOException {
        String said = Xmp.of(packet).value(Property.ORIENTATION);
        boolean isTurned = !said.isEmpty() && !said.equals(Integer.toString(lies.exif()));
        Document document = XmpPacket.parse(whole(packet));
        boolean isChanged = XmpPacket.remove(
                XmpPacket.rdf(document),
                (namespace, name) -> isOtherTime && TAKEN.contains(namespace + name)
                        || isTurned && Property.ORIENTATION.isNamed(namespace, name));
        return isChanged ? XmpPacket.print(document) : packet;
    }

    /// With how a picture lies and when it was taken.
    static byte[] withCorrection(byte[] packet, Optional<Orientation> lies, Optional<LocalDateTime> takenAt)
            throws IOException {
        Document document = XmpPacket.parse(packet);
        Element rdf = XmpPacket.rdf(document);
        Element added = XmpPacket.description(document, XmpPacket.about(rdf));
        lies.ifPresent(each -> XmpPacket.add(added, TIFF, "tiff:Orientation", Integer.toString(each.exif())));
        takenAt.ifPresent(time -> XmpPacket.add(added, EXIF, "exif:DateTimeOriginal", ImageTime.format(time)));
        if (!added.hasChildNodes()) {
            return packet;
        }
        rdf.appendChild(added);
        return XmpPacket.print(document);
    }

    /// With what the packet does not say.
    public static byte[] withRights(byte[] packet, String creator, String copyright) throws IOException {
        Xmp said = Xmp.of(packet);
        boolean isMaker = said.value(Property.CREATOR).isEmpty() && !creator.isBlank();
        boolean isOwner = said.value(Property.RIGHTS).isEmpty() && !copyright.isBlank();
        if (!isMaker && !isOwner) {
            return packet;
        }
        Document document = XmpPacket.parse(packet);
        Element rdf = XmpPacket.rdf(document);
        Element added = XmpPacket.description(document, XmpPacket.about(rdf));
        if (isMaker) {
            XmpPacket.remove(rdf, Property.CREATOR);
            XmpPacket.add(added, XmpPacket.DC, "dc:creator", "rdf:Seq", List.of(XmpPacket.writable(creator)));
        }
        if (isOwner) {
            XmpPacket.remove(rdf, Property.RIGHTS);
            XmpPacket.add(added, XmpPacket.DC, "dc:rights", "rdf:Alt", List.of(XmpPacket.writable(copyright)));
        }
        rdf.appendChild(added);
        return XmpPacket.print(document);
    }

    /// A new packet, into which nothing comes by itself: comments, loose texts and whatever else lies between the
    /// properties stay behind.
    private static byte[] kept(byte[] packet, BiPredicate<String, String> isKept) throws IOException {
        if (packet.length == 0) {
            return packet;
        }
        Element from = XmpPacket.rdf(XmpPacket.parse(whole(packet)));
        Document document = XmpPacket.parse(new byte[0]);
        Element rdf = XmpPacket.rdf(document);
        for (Element description : XmpPacket.descriptions(from)) {
            Element added = XmpPacket.description(document, XmpPacket.about(from));
            for (Element child : XmpPacket.children(description)) {
                if (isKept.test(String.valueOf(child.getNamespaceURI()), child.getLocalName())) {
                    added.appendChild(withoutComments(document.importNode(child, true)));
                }
            }
            if (addAttributes(added, description, isKept) || added.hasChildNodes()) {
                rdf.appendChild(added);
            }
        }
        return rdf.hasChildNodes() ? XmpPacket.print(document) : new byte[0];
    }

    /// Up to the end that it names itself: some programs leave the beginning of another packet behind it.
    private static byte[] whole(byte[] packet) {
        int end = new String(packet, StandardCharsets.ISO_8859_1).indexOf("<?xpacket end=");
        return end < 0 ? packet : Arrays.copyOf(packet, end);
    }

    private static Node withoutComments(Node of) {
        for (Node child = of.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            switch (child.getNodeType()) {
                case Node.ELEMENT_NODE -> withoutComments(child);
                case Node.COMMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE -> of.removeChild(child);
                default -> {}
            }
            child = next;
        }
        return of;
    }

    private static boolean addAttributes(Element to, Element from, BiPredicate<String, String> isKept) {
        boolean isAny = false;
        for (int i = 0; i < from.getAttributes().getLength(); i++) {
            var attribute = (Attr) from.getAttributes().item(i);
            String namespace = String.valueOf(attribute.getNamespaceURI());
            if (!NO_PROPERTIES.contains(namespace) && isKept.test(namespace, attribute.getLocalName())) {
                to.setAttributeNodeNS((Attr) to.getOwnerDocument().importNode(attribute, true));
                isAny = true;
            }
        }
        return isAny;
    }
}
