package dev.vitrine.picture.metadata;

import dev.vitrine.picture.metadata.Xmp.Property;
import java.io.IOException;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Who made a picture and whose it is, as texts that have room in a block of each kind.
///
/// @param marked whether it says that somebody has rights in it: `True`, `False` or empty
public record CopyrightTexts(
        List<String> creators, String copyright, String owner, String usageTerms, String marked, String webStatement) {
    private static final String NAMESPACE = "http://ns.adobe.com/xap/1.0/rights/";
    /// Of the longest text that is written whole: all of them, written as XML, fit into a segment of a JPEG.
    private static final int LONGEST = 2000;

    /// Whatever block says it.
    public static CopyrightTexts of(Metadata metadata) {
        String marked = metadata.xmpText(Property.MARKED);
        return new CopyrightTexts(
                cut(metadata.creators()),
                cut(metadata.copyright()),
                cut(metadata.xmpText(Property.OWNER)),
                cut(metadata.xmpText(Property.USAGE_TERMS)),
                List.of("True", "False").contains(marked) ? marked : "",
                cut(metadata.xmpText(Property.WEB_STATEMENT)));
    }

    /// Empty where nothing is to be said.
    public byte[] exif() {
        return ExifWriter.rights(String.join(", ", creators), copyright);
    }

    public byte[] iptc() {
        return Iptc.rights(String.join(", ", creators), copyright);
    }

    /// A packet of its own: of that of the file nothing is taken over but texts.
    public byte[] xmp() throws IOException {
        Document document = XmpPacket.parse(new byte[0]);
        Element rdf = XmpPacket.rdf(document);
        Element said = XmpPacket.description(document, "");
        XmpPacket.add(said, XmpPacket.DC, "dc:creator", "rdf:Seq", creators);
        XmpPacket.add(said, XmpPacket.DC, "dc:rights", "rdf:Alt", XmpPacket.texts(copyright));
        XmpPacket.add(said, NAMESPACE, "xmpRights:Owner", "rdf:Bag", XmpPacket.texts(owner));
        XmpPacket.add(said, NAMESPACE, "xmpRights:UsageTerms", "rdf:Alt", XmpPacket.texts(usageTerms));
        XmpPacket.add(said, NAMESPACE, "xmpRights:Marked", marked);
        XmpPacket.add(said, NAMESPACE, "xmpRights:WebStatement", webStatement);
        rdf.appendChild(said);
        return said.hasChildNodes() ? XmpPacket.print(document) : new byte[0];
    }

    /// Of many names that are too long together as many as have room.
    private static List<String> cut(List<String> names) {
        String all = String.join(", ", names);
        return all.length() <= LONGEST ? names.stream().map(XmpPacket::writable).toList() : List.of(cut(all));
    }

    /// No character is cut in two.
    private static String cut(String text) {
        return XmpPacket.writable(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }
}
