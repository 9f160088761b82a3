package dev.vitrine.picture.format;

import static dev.vitrine.picture.format.Boxes.joined;
import static dev.vitrine.picture.format.Boxes.u16;
import static dev.vitrine.picture.format.Boxes.u32;

import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where the items of a HEIC or AVIF lie: the box `iloc` (ISO/IEC 14496-12, 8.11.3), and what changes in it.
record HeifPlaces(SourceBytes bytes, Box box, int version, Sizes sizes, List<Place> all) {
    static final int MOST = 20_000;

    /// One run of bytes of an item.
    ///
    /// @param at where its offset is written
    record Extent(long at, long offset, long length) {}

    /// Where an item is.
    ///
    /// @param way 0 in the file, 1 in the box `idat`, 2 in another item
    /// @param baseAt where its base is written
    record Place(long id, int way, long wayAt, long base, long baseAt, List<Extent> extents) {
        /// Counted from a place in the file; one without a length goes on to the end.
        boolean touches(long origin, long from, long to) {
            return extents.stream().anyMatch(extent -> {
                long at = origin + base + extent.offset;
                return at < to && (extent.length == 0 || at + extent.length > from);
            });
        }
    }

    private record Sizes(int offset, int length, int base, int index) {}

    static HeifPlaces read(SourceBytes bytes, Box box) throws IOException {
        int version = bytes.u8(box.start());
        int raw = bytes.u16(box.start() + 4, true);
        var sizes = new Sizes(raw >> 12, raw >> 8 & 15, raw >> 4 & 15, version == 0 ? 0 : raw & 15);
        if (version > 2 || sizes.offset != 4 && sizes.offset != 8 || sizes.length != 4 && sizes.length != 8) {
            throw new IOException("its list of places is written in a rare way");
        }
        var places = new HeifPlaces(bytes, box, version, sizes, new ArrayList<>());
        places.readAll();
        return places;
    }

    private void readAll() throws IOException {
        long at = box.start() + 6;
        long count = version < 2 ? bytes.u16(at, true) : bytes.u32(at, true);
        at += version < 2 ? 2 : 4;
        if (count > MOST) {
            throw new IOException("it has too many parts");
        }
        for (long i = 0; i < count; i++) {
            long id = version < 2 ? bytes.u16(at, true) : bytes.u32(at, true);
            at += version < 2 ? 2 : 4;
            long wayAt = at;
            int way = version == 0 ? 0 : bytes.u16(at, true) & 15;
            at += version == 0 ? 0 : 2;
            if (bytes.u16(at, true) != 0) {
                throw new IOException("a part of it is in another file");
            }
            at += 2;
            long baseAt = at;
            long base = number(at, sizes.base);
            at += sizes.base;
            int extents = bytes.u16(at, true);
            at += 2;
            var found = new ArrayList<Extent>();
            for (int k = 0; k < extents; k++) {
                long own = at + sizes.index;
                found.add(new Extent(own, number(own, sizes.offset), number(own + sizes.offset, sizes.length)));
                at = own + sizes.offset + sizes.length;
            }
            all.add(new Place(id, way, wayAt, base, baseAt, found));
        }
        if (at != box.end()) {
            throw new IOException("its list of places is written in a rare way");
        }
    }

    private long number(long at, int size) throws IOException {
        return switch (size) {
            case 0 -> 0;
            case 4 -> bytes.u32(at, true);
            case 8 -> bytes.u64(at, true);
            default -> throw new IOException("its list of places is written in a rare way");
        };
    }

    Place of(long id) throws IOException {
        return all.stream()
                .filter(place -> place.id == id)
                .findFirst()
                .orElseThrow(() -> new IOException("its packet is nowhere"));
    }

    /// Whether an item lies where only items do, and no other one does.
    ///
    /// @param parts boxes beside this one
    boolean isAlone(long id, long from, long to, List<Box> parts) throws IOException {
        var content = new ArrayList<>(Boxes.list(bytes, 0, bytes.size()));
        content.addAll(parts);
        boolean isInside = content.stream()
                .anyMatch(box -> Set.of("mdat", "idat").contains(box.type()) && box.start() <= from && to <= box.end());
        long inMeta = Boxes.first(parts, "idat").map(Box::start).orElse(0L);
        return isInside
                && all.stream()
                        .noneMatch(place -> place.id != id
                                && (place.way > 1 || place.touches(place.way == 1 ? inMeta : 0, from, to)));
    }

    /// Where the last part that lies in the file itself ends.
    long end() {
        return all.stream()
                .filter(place -> place.way == 0)
                .flatMapToLong(
                        place -> place.extents.stream().mapToLong(extent -> place.base + extent.offset + extent.length))
                .max()
                .orElse(0);
    }

    long highest() {
        return all.stream().mapToLong(Place::id).max().orElse(0);
    }

    int entryLength() {
        return (version < 2 ? 2 : 4)
                + (version == 0 ? 0 : 2)
                + 2
                + sizes.base
                + 2
                + sizes.index
                + sizes.offset
                + sizes.length;
    }

    byte[] entry(long id, long offset, long length) {
        return joined(
                version < 2 ? u16(id) : u32(id),
                new byte[(version == 0 ? 0 : 2) + 2 + sizes.base],
                u16(1),
                new byte[sizes.index],
                written(offset, sizes.offset),
                written(length, sizes.length));
    }

    FileEdit countedUp() {
        long at = box.start() + 6;
        return version < 2
                ? new FileEdit(at, at + 2, u16(all.size() + 1L))
                : new FileEdit(at, at + 4, u32(all.size() + 1L));
    }

    FileEdit offset(Extent extent, long offset) {
        return new FileEdit(extent.at, extent.at + sizes.offset, written(offset, sizes.offset));
    }

    FileEdit length(Extent extent, long length) {
        long at = extent.at + sizes.offset;
        return new FileEdit(at, at + sizes.length, written(length, sizes.length));
    }

    /// What changes when everything from a position on moves.
    List<FileEdit> moved(long from, long growth) throws IOException {
        var edits = new ArrayList<FileEdit>();
        for (Place place : all) {
            long behind = place.extents.stream()
                    .filter(extent -> place.base + extent.offset >= from)
                    .count();
            if (place.way != 0 || behind == 0) {
                continue;
            }
            if (place.base == 0) {
                for (Extent extent : place.extents) {
                    if (extent.offset >= from) {
                        edits.add(offset(extent, extent.offset + growth));
                    }
                }
            } else if (behind == place.extents.size()) {
                edits.add(new FileEdit(
                        place.baseAt, place.baseAt + sizes.base, written(place.base + growth, sizes.base)));
            } else {
                throw new IOException("a part of it is in several places");
            }
        }
        return edits;
    }

    private static byte[] written(long value, int size) {
        return size == 4 ? u32(value) : ByteBuffer.allocate(8).putLong(value).array();
    }
}
