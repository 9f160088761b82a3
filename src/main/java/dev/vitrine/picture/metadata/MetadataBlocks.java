package dev.vitrine.picture.metadata;

import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The blocks of metadata that a file has, in its order; of each kind the first few count. XMP and IPTC are not parsed
/// before somebody asks.
///
/// @param texts what a PNG says of itself, by keyword
public record MetadataBlocks(List<Exif> exif, List<byte[]> xmp, List<byte[]> iptc, Map<String, String> texts) {
    public static final MetadataBlocks NONE = new MetadataBlocks(List.of(), List.of(), List.of(), Map.of());

    private static final int MAX_BLOCKS = 8;
    private static final int MAX_TEXTS = 64;

    public MetadataBlocks {
        exif = List.copyOf(exif);
        xmp = List.copyOf(xmp);
        iptc = List.copyOf(iptc);
        texts = Map.copyOf(texts);
    }

    public MetadataBlocks withExif(Exif block) {
        return new MetadataBlocks(more(exif, block), xmp, iptc, texts);
    }

    /// @param block may be empty
    public MetadataBlocks withExif(byte[] block) {
        return block.length == 0 ? this : withExif(Exif.of(block));
    }

    /// @param packet may be empty
    public MetadataBlocks withXmp(byte[] packet) {
        return packet.length == 0 ? this : new MetadataBlocks(exif, more(xmp, packet), iptc, texts);
    }

    /// With a packet that goes before those of the file.
    ///
    /// @param packet may be empty
    public MetadataBlocks withSidecar(byte[] packet) {
        return packet.length == 0
                ? this
                : new MetadataBlocks(
                        exif, Stream.concat(Stream.of(packet), xmp.stream()).toList(), iptc, texts);
    }

    /// @param block may be empty
    public MetadataBlocks withIptc(byte[] block) {
        return block.length == 0 ? this : new MetadataBlocks(exif, xmp, more(iptc, block), texts);
    }

    /// With those of a picture inside, which count where these say nothing.
    public MetadataBlocks followedBy(MetadataBlocks inner) {
        MetadataBlocks all = this;
        for (Exif block : inner.exif) {
            all = all.withExif(block);
        }
        for (byte[] packet : inner.xmp) {
            all = all.withXmp(packet);
        }
        for (byte[] block : inner.iptc) {
            all = all.withIptc(block);
        }
        return all;
    }

    public MetadataBlocks withText(String keyword, String text) {
        if (texts.size() == MAX_TEXTS) {
            return this;
        }
        var changed = new LinkedHashMap<>(texts);
        changed.putIfAbsent(keyword, text);
        return new MetadataBlocks(exif, xmp, iptc, changed);
    }

    /// With those among Photoshop's resources.
    public MetadataBlocks withResources(SourceBytes bytes, long from, long to) throws IOException {
        return withExif(PhotoshopResources.find(bytes, from, to, PhotoshopResources.EXIF))
                .withXmp(PhotoshopResources.find(bytes, from, to, PhotoshopResources.XMP))
                .withIptc(PhotoshopResources.find(bytes, from, to, PhotoshopResources.IPTC));
    }

    /// With those of a file that is a TIFF structure.
    ///
    /// @param exif of the whole file
    public MetadataBlocks withTiff(Exif exif) throws IOException {
        byte[] resources = exif.raw(Tiff.PHOTOSHOP);
        return withExif(exif)
                .withXmp(exif.raw(Tiff.XMP))
                .withIptc(exif.raw(Tiff.IPTC))
                .withResources(SourceBytes.of(resources), 0, resources.length);
    }

    /// What a PNG says under a keyword, `""` when it does not.
    String text(String keyword) {
        return texts.getOrDefault(keyword, "");
    }

    private static <T> List<T> more(List<T> list, T block) {
        return list.size() == MAX_BLOCKS
                ? list
                : Stream.concat(list.stream(), Stream.of(block)).toList();
    }

    /// Of the first Exif block that says it.
    public Orientation orientation() {
        return exif.stream()
                .filter(Exif::hasOrientation)
                .findFirst()
                .map(Exif::orientation)
                .orElse(Orientation.UPRIGHT);
    }

    /// Whether it is a camera's, and nothing in it says that a program has changed the picture since.
    ///
    /// @param width of the picture as it is stored
    public boolean isAsTheCameraLeftIt(int width, int height) {
        return exif.size() == 1
                && exif.getFirst().isAsTheCameraLeftIt(width, height)
                && iptc.isEmpty()
                && xmp.stream().noneMatch(MetadataBlocks::isOfEditor);
    }

    /// Cameras write packets, too, for stars; editors note what they did.
    private static boolean isOfEditor(byte[] packet) {
        String text = new String(packet, StandardCharsets.ISO_8859_1).replace("\0", "");
        return text.contains("http://ns.adobe.com/xap/1.0/mm/")
                || text.contains("http://ns.adobe.com/camera-raw-settings/");
    }

    /// Whether the camera was set to Adobe RGB, which it tells without a profile (DCF 2.0).
    public boolean isAdobeRgb() {
        return exif.stream().anyMatch(Exif::isAdobeRgb);
    }

    /// JPEG bytes of the small picture in an Exif block, empty when there is none.
    public byte[] thumbnail() {
        return exif.stream()
                .map(Exif::thumbnail)
                .filter(thumbnail -> thumbnail.length > 0)
                .findFirst()
                .orElse(new byte[0]);
    }
}
