package dev.vitrine.picture.format;

import static dev.vitrine.picture.format.Boxes.box;
import static dev.vitrine.picture.format.Boxes.joined;
import static dev.vitrine.picture.format.Boxes.text;
import static dev.vitrine.picture.format.Boxes.u16;
import static dev.vitrine.picture.format.Boxes.u32;

import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The XMP item of a HEIC or AVIF (ISO/IEC 23008-12, annex A): the packet goes to the end of the file, into a box
/// of its own. Where there was none, the list of items grows, and with it the distance to all that lies behind the
/// list.
///
/// Whatever is not as most programs write it is refused: a wrong place here would lose the picture.
final class HeifXmp {
    private static final String MIME = "application/rdf+xml";
    /// At the top of a still image. A sequence has places of its own, and the film of a moving photo is found from
    /// the end of the file.
    private static final Set<String> KNOWN = Set.of("ftyp", "meta", "mdat", "idat", "free", "skip");
    private static final long LONGEST = 0x7FFF_FFFFL;

    private final SourceBytes bytes;
    private final Box meta;
    private final List<Box> parts;
    private final HeifPlaces places;

    private HeifXmp(SourceBytes bytes, Box meta) throws IOException {
        this.bytes = bytes;
        this.meta = meta;
        parts = Boxes.list(bytes, meta.start() + 4, meta.end());
        places = HeifPlaces.read(bytes, part("iloc"));
    }

    /// Empty when it cannot be done safely.
    static Optional<List<FileEdit>> edits(SourceBytes bytes, PacketMerge merge) throws IOException {
        List<Box> all = Boxes.list(bytes, 0, bytes.size());
        boolean isPlain = !all.isEmpty()
                && all.getLast().end() == bytes.size()
                && bytes.size() < LONGEST
                && all.stream().filter(box -> box.type().equals("meta")).count() == 1
                && all.stream().allMatch(box -> KNOWN.contains(box.type()))
                && bytes.u32(all.getLast().start() - 8, true) > 1; // says where it ends
        if (!isPlain) {
            return Optional.empty();
        }
        var file = new HeifXmp(bytes, Boxes.first(all, "meta").orElseThrow());
        HeifBoxes boxes = HeifBoxes.open(bytes);
        Optional<Long> item = boxes.item("mime", MIME);
        byte[] old = boxes.content(item);
        if (item.isPresent() && (old.length == 0 || !boxes.coding(item.get()).isEmpty())) {
            return Optional.empty(); // cannot be read, or would have to be packed again
        }
        byte[] packet = merge.merged(old);
        return Optional.of(item.isPresent() ? file.replaced(item.get(), packet) : file.added(boxes.mainItem(), packet));
    }

    private Box part(String type) throws IOException {
        return Boxes.first(parts, type).orElseThrow(() -> new IOException("it has no " + type));
    }

    private List<FileEdit> replaced(long id, byte[] packet) throws IOException {
        HeifPlaces.Place place = places.of(id);
        if (place.extents().size() != 1 || place.way() > 1) {
            throw new IOException("its packet is in parts");
        }
        HeifPlaces.Extent old = place.extents().getFirst();
        long from =
                place.base() + old.offset() + (place.way() == 1 ? part("idat").start() : 0);
        bytes.bytes(from, old.length());
        refuseItemsIn(places.box());
        var edits = new ArrayList<FileEdit>();
        if (place.way() == 1) {
            edits.add(new FileEdit(place.wayAt(), place.wayAt() + 2, new byte[2]));
        }
        edits.add(places.offset(old, bytes.size() + 8 - place.base()));
        edits.add(places.length(old, packet.length));
        if (places.isAlone(id, from, from + old.length(), parts)) {
            edits.add(new FileEdit(from, from + old.length(), new byte[(int) old.length()])); // says it no more
        }
        edits.add(FileEdit.insert(bytes.size(), box("mdat", packet)));
        return edits;
    }

    /// What is rewritten or grows there would change them. Those in `idat` end with it.
    private void refuseItemsIn(Box lists) throws IOException {
        Optional<Box> data = Boxes.first(parts, "idat");
        boolean areThere = places.all().stream().anyMatch(place -> switch (place.way()) {
            case 0 -> place.touches(0, lists.start() - 8, lists.end());
            case 1 ->
                data.isEmpty() || place.touches(data.get().start(), data.get().end(), Long.MAX_VALUE);
            default -> false;
        });
        if (areThere) {
            throw new IOException("a part of it lies among the lists");
        }
    }

    /// Items and their groups share their numbers.
    private long highest(Box infos, boolean isShort, int count) throws IOException {
        long highest = places.highest();
        List<Box> items = Boxes.list(bytes, infos.start() + (isShort ? 6 : 8), infos.end());
        if (items.size() != count) {
            throw new IOException("its list of parts is written in a rare way");
        }
        for (Box item : items) {
            boolean isWide = bytes.u8(item.start()) > 2;
            highest = Math.max(highest, isWide ? bytes.u32(item.start() + 4, true) : bytes.u16(item.start() + 4, true));
        }
        for (Box groups : parts) {
            if (groups.type().equals("grpl")) {
                for (Box group : Boxes.list(bytes, groups.start(), groups.end())) {
                    highest = Math.max(highest, bytes.u32(group.start() + 4, true));
                }
            }
        }
        return highest;
    }

    private List<FileEdit> added(long main, byte[] packet) throws IOException {
        Box infos = part("iinf");
        boolean areInfosShort = bytes.u8(infos.start()) == 0;
        int count = areInfosShort ? bytes.u16(infos.start() + 4, true) : (int) bytes.u32(infos.start() + 4, true);
        long id = highest(infos, areInfosShort, count) + 1;
        if (id > 0xFFFF || count >= HeifPlaces.MOST || main > 0xFFFF) {
            throw new IOException("it has too many parts");
        }
        byte[] info = box("infe", joined(new byte[] {2, 0, 0, 0}, u16(id), u16(0), text("mime\0" + MIME + "\0")));
        Optional<Box> references = Boxes.first(parts, "iref");
        byte[] reference = references.isPresent() && bytes.u8(references.get().start()) > 0
                ? box("cdsc", joined(u32(id), u16(1), u32(main)))
                : box("cdsc", joined(u16(id), u16(1), u16(main)));
        byte[] referenceBox =
                references.isPresent() ? reference : box("iref", joined(new byte[] {0, 0, 0, 0}, reference));
        int entryLength = places.entryLength();
        long growth = info.length + referenceBox.length + entryLength;
        byte[] entry = places.entry(id, bytes.size() + growth + 8, packet.length);

        var edits = new ArrayList<FileEdit>();
        edits.add(grown(meta, growth));
        edits.add(grown(infos, info.length));
        edits.add(new FileEdit(
                infos.start() + 4,
                infos.start() + (areInfosShort ? 6 : 8),
                areInfosShort ? u16(count + 1) : u32(count + 1)));
        edits.add(FileEdit.insert(infos.end(), info));
        edits.add(grown(places.box(), entryLength));
        edits.add(places.countedUp());
        edits.add(FileEdit.insert(places.box().end(), entry));
        if (references.isPresent()) {
            edits.add(grown(references.get(), reference.length));
        }
        edits.add(FileEdit.insert(references.map(Box::end).orElse(meta.end()), referenceBox));
        refuseItemsIn(meta);
        edits.addAll(places.moved(meta.end(), growth));
        edits.add(FileEdit.insert(bytes.size(), box("mdat", packet)));
        return edits;
    }

    private FileEdit grown(Box box, long growth) throws IOException {
        long at = box.start() - 8;
        long size = bytes.u32(at, true);
        if (size != box.length() + 8) {
            throw new IOException("a box of it is written in a rare way");
        }
        return new FileEdit(at, at + 4, u32(size + growth));
    }
}
