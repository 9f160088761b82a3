package dev.vitrine.picture.metadata;

import dev.vitrine.picture.metadata.Xmp.Property;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// XMP packets for new files: what another packet says and is still true of a picture that was made anew, or only who
/// made it and whose it is.
public final class XmpCopy {
    private static final String RIGHTS = "http://ns.adobe.com/xap/1.0/rights/";
    private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    private static final String EXIF = "http://ns.adobe.com/exif/1.0/";
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
            "http://ns.adobe.com/photoshop/1.0/ColorMode");
    private static final Set<String> TAKEN = Set.of(
            EXIF + "DateTimeOriginal",
            EXIF + "DateTimeDigitized",
            XmpPacket.XMP + "CreateDate",
            "http://ns.adobe.com/photoshop/1.0/DateCreated");
    /// Other pictures, films and sounds in the file.
    private static final List<String> ABOUT_ITS_PARTS = List.of(
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

    /// Empty when neither the packet nor anybody else says it.
    ///
    /// @param creator as the whole file has it, for a packet that does not say it; may be empty
    public static byte[] rights(byte[] packet, String creator, String copyright) throws IOException {
        byte[] kept = kept(
                packet,
                (namespace, name) -> namespace.equals(RIGHTS)
                        || namespace.equals(XmpPacket.DC) && (name.equals("creator") || name.equals("rights")));
        return withRights(kept, creator, copyright);
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
        Element added = document.createElementNS(Xmp.RDF, "rdf:Description");
        added.setAttributeNS(Xmp.RDF, "rdf:about", XmpPacket.about(rdf));
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

    private static byte[] kept(byte[] packet, BiPredicate<String, String> isKept) throws IOException {
        if (packet.length == 0) {
            return packet;
        }
        Document document = XmpPacket.parse(packet);
        boolean isAny = false;
        for (Element description : XmpPacket.descriptions(XmpPacket.rdf(document))) {
            for (Element child : XmpPacket.children(description)) {
                if (isKept.test(String.valueOf(child.getNamespaceURI()), child.getLocalName())) {
                    isAny = true;
                } else {
                    description.removeChild(child);
                }
            }
            isAny |= keepAttributes(description, isKept);
        }
        return isAny ? XmpPacket.print(document) : new byte[0];
    }

    private static boolean keepAttributes(Element description, BiPredicate<String, String> isKept) {
        boolean isAny = false;
        for (int i = description.getAttributes().getLength() - 1; i >= 0; i--) {
            var attribute = (Attr) description.getAttributes().item(i);
            String namespace = String.valueOf(attribute.getNamespaceURI());
            if (namespace.equals(Xmp.RDF) || attribute.getName().startsWith("xml")) {
                continue; // about what it is, and the names of its namespaces
            }
            if (isKept.test(namespace, attribute.getLocalName())) {
                isAny = true;
            } else {
                description.removeAttributeNode(attribute);
            }
        }
        return isAny;
    }
}
