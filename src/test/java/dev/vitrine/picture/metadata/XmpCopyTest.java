package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class XmpCopyTest {
    private static final String PACKET = """
            <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>Cuba</rdf:li></rdf:Bag>
            </dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>""";

    /// As a site for photographs left them, cut at the length of a segment.
    @Test
    void whatLiesBehindTheEndOfAPacketIsNoPartOfIt() throws IOException {
        String kept = kept(PACKET + "<?xpacket end=\"w\"?>   <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><secret>cut <");
        assertTrue(kept.contains("Cuba"), kept);
        assertFalse(kept.contains("secret"), kept);
        assertTrue(kept(PACKET).contains("Cuba"));
        assertThrows(IOException.class, () -> kept(PACKET.replace("</rdf:Bag>", "")));
    }

    private static String kept(String packet) throws IOException {
        return new String(XmpCopy.stillTrue(packet.getBytes(StandardCharsets.UTF_8), false), StandardCharsets.UTF_8);
    }
}
