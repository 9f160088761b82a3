package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.pixels.DescribedColors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The items of a HEIC or AVIF file and their properties (ISO/IEC 23008-12): size, turning and color of the main
/// picture.
///
/// Orientation is what these boxes say; the one in Exif is history and must not be applied again.
final class HeifBoxes {
    private static final int MAX_ITEMS = 20_000;
    private static final int MAX_EXTENTS = 64;
    /// Transparency, as it is called beside HEVC and beside AV1.
    private static final Set<String> ALPHA =
            Set.of("urn:mpeg:hevc:2015:auxid:1", "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha");

    private static final int HIDDEN = 1;
    private static final Set<String> METADATA = Set.of("Exif", "mime");
    /// The brand of a still picture for that of a sequence.
    private static final Map<String, String> STILL =
            Map.of("avis", "avif", "msf1", "heic", "hevc", "heic", "hevx", "heix", "hevm", "heim", "hevs", "heis");

    /// One place of an item's bytes in the file.
    private record Extent(long start, long length) {}

    private final SourceBytes bytes;
    private final boolean sequence;
    private final List<Box> meta;

    private HeifBoxes(SourceBytes bytes, boolean sequence, List<Box> meta) {
        this.bytes = bytes;
        this.sequence = sequence;
        this.meta = meta;
    }

    static HeifBoxes open(SourceBytes bytes) throws IOException {
        List<Box> all = Boxes.list(bytes, 0, bytes.size());
        boolean sequence = Boxes.first(all, "moov").isPresent();
        Box meta = Boxes.first(all, "meta").orElse(null);
        if (meta == null) {
            throw sequence
                    ? UnsupportedException.here("it is a film without a still image", null)
                    : new MalformedException("it has no still image in it");
        }
        return new HeifBoxes(bytes, sequence, Boxes.list(bytes, meta.start() + 4, meta.end()));
    }

    /// Whether it has moving pictures alone.
    static boolean isFilm(SourceBytes bytes) throws IOException {
        List<Box> all = Boxes.list(bytes, 0, bytes.size());
        return Boxes.first(all, "meta").isEmpty() && Boxes.first(all, "moov").isPresent();
    }

    /// What is cut away, turned and mirrored is so in the order in which the main item names it.
    Header header(ImageType type) throws IOException {
        Box properties = box("iprp").orElseThrow(() -> new MalformedException("its size is missing"));
        List<Box> all =
                Boxes.find(bytes, properties, "ipco").map(this::children).orElse(List.of());
        long width = 0;
        long height = 0;
        Orientation orientation = Orientation.UPRIGHT;
        byte[] profile = new byte[0];
        byte[] icc = new byte[0];
        for (int index : propertiesOf(mainItem(), properties)) {
            if (index < 1 || index > all.size()) {
                continue;
            }
            Box property = all.get(index - 1);
            switch (property.type()) {
                case "ispe" -> {
                    width = bytes.u32(property.start() + 4, true);
                    height = bytes.u32(property.start() + 8, true);
                }
                case "clap" -> {
                    long across = bytes.u32(property.start() + 4, true);
                    long down = bytes.u32(property.start() + 12, true);
                    if (across > 0 && down > 0) {
                        long cutWidth = Math.round((double) bytes.u32(property.start(), true) / across);
                        long cutHeight = Math.round((double) bytes.u32(property.start() + 8, true) / down);
                        width = Math.min(width, orientation.swapsSides() ? cutHeight : cutWidth);
                        height = Math.min(height, orientation.swapsSides() ? cutWidth : cutHeight);
                    }
                }
                case "irot" -> orientation = orientation.then(Orientation.ofTurns(bytes.u8(property.start()) & 3, -1));
                case "imir" -> orientation = orientation.then(Orientation.ofTurns(0, bytes.u8(property.start()) & 1));
                case "colr" -> {
                    byte[] reported = profile(property);
                    profile = reported.length > 0 && (icc.length == 0 || isIcc(property)) ? reported : profile;
                    icc = isIcc(property) ? reported : icc;
                }
                default -> {}
            }
        }
        return Header.of(type, width, height, 4)
                .withMetadata(MetadataBlocks.NONE.withExif(exif()).withXmp(xmp()))
                .withAnimated(sequence)
                .withProfile(profile)
                .withOrientation(orientation);
    }

    /// Some item is a mask of another one's transparency.
    boolean hasAlpha() throws IOException {
        Optional<Box> properties = box("iprp");
        Optional<Box> all = properties.isEmpty() ? Optional.empty() : Boxes.find(bytes, properties.get(), "ipco");
        for (Box property : all.map(this::children).orElse(List.of())) {
            if (property.type().equals("auxC") && ALPHA.contains(text(property.start() + 4, property.end()))) {
                return true;
            }
        }
        return false;
    }

    /// Up to its NUL.
    private String text(long start, long end) throws IOException {
        byte[] raw = bytes.bytes(start, Math.clamp(end - start, 0, 100));
        return new String(raw, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
    }

    /// The file as a still one, with its main picture as the only one that is not hidden.
    ///
    /// Programs refuse a sequence by its first brand, although its still picture is an ordinary one; of several
    /// pictures they write each, and do not tell which is which; and one whose metadata are broken they do not
    /// write.
    byte[] mainAlone() throws IOException {
        byte[] file = bytes.all().clone();
        byte[] brand = STILL.getOrDefault(bytes.tag(8), bytes.tag(8)).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(brand, 0, file, 8, brand.length);
        long main = mainItem();
        for (Box entry : entries()) {
            int flags = (int) entry.start() + 3;
            file[flags] = (byte) (id(entry) == main ? file[flags] & ~HIDDEN : file[flags] | HIDDEN);
            int kind = (int) kindAt(entry);
            if (METADATA.contains(bytes.tag(kind))) {
                Arrays.fill(file, kind, kind + 4, (byte) ' ');
            }
        }
        return file;
    }

    /// A profile, or code points; where there are both, the profile counts.
    private byte[] profile(Box color) throws IOException {
        if (bytes.tag(color.start()).equals("nclx") && color.length() >= 10) {
            return DescribedColors.ofCodePoints(bytes.u16(color.start() + 4, true), bytes.u16(color.start() + 6, true))
                    .orElse(new byte[0]);
        }
        return isIcc(color) && color.length() <= Limits.MAX_PROFILE
                ? bytes.bytes(color.start() + 4, color.length() - 4)
                : new byte[0];
    }

    private boolean isIcc(Box color) throws IOException {
        String kind = bytes.tag(color.start());
        return kind.equals("prof") || kind.equals("rICC");
    }

    private Optional<Box> box(String type) {
        return Boxes.first(meta, type);
    }

    private List<Box> children(Box box) {
        try {
            return Boxes.list(bytes, box.start(), box.end());
        } catch (IOException _) {
            return List.of();
        }
    }

    long mainItem() throws IOException {
        Box main = box("pitm").orElseThrow(() -> new MalformedException("its main image is not named"));
        return bytes.u8(main.start()) == 0 ? bytes.u16(main.start() + 4, true) : bytes.u32(main.start() + 4, true);
    }

    private List<Integer> propertiesOf(long item, Box properties) throws IOException {
        var found = new ArrayList<Integer>();
        for (Box map : children(properties)) {
            if (!map.type().equals("ipma")) {
                continue;
            }
            boolean longIds = bytes.u8(map.start()) > 0;
            boolean longIndexes = (bytes.u8(map.start() + 3) & 1) != 0;
            long count = Math.min(MAX_ITEMS, bytes.u32(map.start() + 4, true));
            long at = map.start() + 8;
            for (long i = 0; i < count && at < map.end(); i++) {
                long id = longIds ? bytes.u32(at, true) : bytes.u16(at, true);
                at += longIds ? 4 : 2;
                int indexes = bytes.u8(at++);
                for (int k = 0; k < indexes; k++, at += longIndexes ? 2 : 1) {
                    if (id == item) {
                        found.add(longIndexes ? bytes.u16(at, true) & 0x7FFF : bytes.u8(at) & 0x7F);
                    }
                }
            }
        }
        return found;
    }

    private byte[] exif() throws IOException {
        return Exif.behindDistance(content(item("Exif", "")));
    }

    private byte[] xmp() throws IOException {
        Optional<Long> item = item("mime", "application/rdf+xml");
        return item.isEmpty() ? new byte[0] : ContentCoding.unpacked(content(item), coding(item.get()));
    }

    /// How the content of an item is packed, as HTTP names it; `""` where that is not said.
    String coding(long item) throws IOException {
        for (Box entry : entries()) {
            long kind = kindAt(entry);
            if (id(entry) == item && bytes.tag(kind).equals("mime")) {
                long type = afterText(kind + 4, entry.end());
                return text(afterText(type, entry.end()), entry.end());
            }
        }
        return "";
    }

    /// Where the kind of an item is told.
    private long kindAt(Box entry) throws IOException {
        return entry.start() + 4 + (bytes.u8(entry.start()) >= 3 ? 4 : 2) + 2;
    }

    /// The item of a kind, and of a type of content where that is said, that describes the main picture; the first
    /// one where none is said to.
    Optional<Long> item(String kind, String contentType) throws IOException {
        List<Long> items = items(kind, contentType);
        List<Long> describing = items.size() < 2 ? List.of() : describing(mainItem());
        return items.stream()
                .filter(describing::contains)
                .findFirst()
                .or(() -> items.stream().findFirst());
    }

    private List<Long> items(String kind, String contentType) throws IOException {
        var items = new ArrayList<Long>();
        for (Box entry : entries()) {
            long at = kindAt(entry);
            if (bytes.tag(at).equals(kind)
                    && (contentType.isEmpty()
                            || text(afterText(at + 4, entry.end()), entry.end()).equals(contentType))) {
                items.add(id(entry));
            }
        }
        return items;
    }

    /// The items that are said to describe another one.
    private List<Long> describing(long described) throws IOException {
        Optional<Box> references = box("iref");
        if (references.isEmpty()) {
            return List.of();
        }
        Box all = references.get();
        int length = bytes.u8(all.start()) == 0 ? 2 : 4;
        var found = new ArrayList<Long>();
        for (Box reference : Boxes.list(bytes, all.start() + 4, all.end())) {
            if (!reference.type().equals("cdsc")) {
                continue;
            }
            for (long at = reference.start() + length + 2; at + length <= reference.end(); at += length) {
                if (number(at, length) == described) {
                    found.add(number(reference.start(), length));
                }
            }
        }
        return found;
    }

    /// Behind the NUL of a text.
    private long afterText(long from, long end) throws IOException {
        long at = from;
        while (at < end && bytes.u8(at) != 0) {
            at++;
        }
        return Math.min(at + 1, end);
    }

    /// What is said of each item, in the versions that name its kind.
    private List<Box> entries() throws IOException {
        Optional<Box> list = box("iinf");
        if (list.isEmpty()) {
            return List.of();
        }
        Box info = list.get();
        int header = bytes.u8(info.start()) == 0 ? 6 : 8;
        var entries = new ArrayList<Box>();
        for (Box entry : Boxes.list(bytes, info.start() + header, info.end())) {
            if (entry.length() >= 12 && bytes.u8(entry.start()) >= 2) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private long id(Box entry) throws IOException {
        long at = entry.start() + 4;
        return bytes.u8(entry.start()) >= 3 ? bytes.u32(at, true) : bytes.u16(at, true);
    }

    /// Of an Exif block that lies in one piece.
    List<FileEdit> withoutLegacyTexts(LegacyTexts texts) throws IOException {
        byte[] exif = exif();
        Optional<Long> item = item("Exif", "");
        Optional<Box> places = box("iloc");
        if (exif.length == 0 || item.isEmpty() || places.isEmpty()) {
            return List.of();
        }
        List<Extent> extents = extents(item.get(), places.get());
        if (extents.size() != 1) {
            return List.of();
        }
        long end = extents.getFirst().start + extents.getFirst().length;
        List<FileEdit> edits = texts.inExif(SourceBytes.of(exif), end - exif.length);
        boolean isAlone = edits.isEmpty()
                || HeifPlaces.read(bytes, places.get()).isAlone(item.get(), end - exif.length, end, meta);
        return isAlone ? edits : List.of();
    }

    /// All bytes of an item; empty without one, when they are not all there, or too many.
    byte[] content(Optional<Long> item) {
        var content = new ByteArrayOutputStream();
        try {
            Optional<Box> places = box("iloc");
            List<Extent> extents = item.isEmpty() || places.isEmpty() ? List.of() : extents(item.get(), places.get());
            for (Extent extent : extents) {
                if (extent.length > Limits.MAX_EXIF - content.size()) {
                    return new byte[0];
                }
                content.writeBytes(bytes.bytes(extent.start, extent.length));
            }
        } catch (IOException _) {
            return new byte[0];
        }
        return content.toByteArray();
    }

    private List<Extent> extents(long requested, Box places) throws IOException {
        int version = bytes.u8(places.start());
        int sizes = bytes.u16(places.start() + 4, true);
        int offsetSize = sizes >> 12;
        int lengthSize = sizes >> 8 & 15;
        int baseSize = sizes >> 4 & 15;
        int indexSize = version == 0 ? 0 : sizes & 15;
        long at = places.start() + 6;
        long count = version < 2 ? bytes.u16(at, true) : bytes.u32(at, true);
        at += version < 2 ? 2 : 4;
        for (long i = 0; i < Math.min(count, MAX_ITEMS) && at < places.end(); i++) {
            long id = version < 2 ? bytes.u16(at, true) : bytes.u32(at, true);
            at += version < 2 ? 2 : 4;
            boolean inside = version > 0 && (bytes.u16(at, true) & 15) == 1;
            at += (version == 0 ? 0 : 2) + 2;
            long base =
                    number(at, baseSize) + (inside ? box("idat").map(Box::start).orElse(0L) : 0);
            at += baseSize;
            int extents = bytes.u16(at, true);
            at += 2;
            int length = indexSize + offsetSize + lengthSize;
            if (id == requested) {
                var found = new ArrayList<Extent>();
                for (int k = 0; k < Math.min(extents, MAX_EXTENTS); k++) {
                    long own = at + (long) k * length + indexSize;
                    found.add(new Extent(base + number(own, offsetSize), number(own + offsetSize, lengthSize)));
                }
                return found;
            }
            at += (long) extents * length;
        }
        return List.of();
    }

    private long number(long at, int size) throws IOException {
        return switch (size) {
            case 2 -> bytes.u16(at, true);
            case 4 -> bytes.u32(at, true);
            case 8 -> bytes.u64(at, true);
            default -> 0;
        };
    }
}
