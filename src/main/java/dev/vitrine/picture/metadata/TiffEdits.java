package dev.vitrine.picture.metadata;

import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Directories of an Exif block that are to say something else. A value or a table that does not fit where it was goes
/// to the end of the block, and nothing else changes its place: the camera's own notes are full of places that count
/// from the beginning.
final class TiffEdits {
    private static final int ENTRY = 12;
    private static final int MAX_ENTRIES = 4000;
    private static final int LONGEST_VALUE = 64;

    private final SourceBytes block;
    private final Tiff tiff;
    private final TiffLayout layout;
    private final List<FileEdit> edits = new ArrayList<>();
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();

    private TiffEdits(SourceBytes block) throws IOException {
        this.block = block;
        tiff = Tiff.open(block);
        layout = new TiffLayout(block, tiff);
    }

    /// @throws IOException when it is a BigTIFF, or what only a camera writes
    static TiffEdits of(SourceBytes block) throws IOException {
        var edits = new TiffEdits(block);
        if (block.u16(2, edits.tiff.bigEndian()) != 42) {
            throw new IOException("no Exif block");
        }
        return edits;
    }

    /// Takes tags out of the first page, and others out of its Exif directory: the directories keep their places,
    /// with room at their ends, and the values become zeros where nothing else lies there. Of BigTIFF nothing is
    /// taken.
    static List<FileEdit> without(SourceBytes block, Set<Integer> tags, Set<Integer> exifTags) throws IOException {
        var edits = new TiffEdits(block);
        Optional<Tiff.Directory> main = edits.tiff.main();
        if (main.isPresent() && !edits.tiff.isBig()) {
            edits.remove(main.get(), tags);
            Optional<Tiff.Directory> exif = main.get().child(Tiff.EXIF);
            if (exif.isPresent() && exif.get().start() != main.get().start()) {
                edits.remove(exif.get(), exifTags);
            }
        }
        return edits.all();
    }

    private void remove(Tiff.Directory directory, Set<Integer> tags) throws IOException {
        long at = directory.start();
        int count = block.u16(at, tiff.bigEndian());
        if (tags.stream().noneMatch(directory::has) || count > Tiff.MAX_ENTRIES || !layout.isTableAlone(directory)) {
            return;
        }
        var left = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            long entry = at + 2 + (long) ENTRY * i;
            if (!tags.contains(block.u16(entry, tiff.bigEndian()))) {
                left.add(block.bytes(entry, ENTRY));
            }
        }
        for (int tag : tags) {
            Optional<Tiff.Entry> value = directory.entry(tag).filter(each -> each.end() <= block.size());
            if (value.isPresent() && layout.isAlone(directory, tag)) {
                long from = value.get().position();
                long to = value.get().end();
                edits.add(new FileEdit(from, to, new byte[(int) (to - from)]));
            }
        }
        if (!left.isEmpty()) { // which no directory may be
            long end = at + 2 + (long) ENTRY * count;
            replace(at, end + 4, table(left, block.bytes(end, 4)));
        }
    }

    private void replace(long from, long to, byte[] table) {
        edits.add(new FileEdit(from, to, Arrays.copyOf(table, (int) (to - from))));
    }

    /// @param directory as it was; empty for a new one
    /// @param without tags to be left out
    /// @return where it begins now
    long write(Optional<Tiff.Directory> directory, Set<Integer> without, List<TiffValue> values) throws IOException {
        var entries = new TreeMap<Integer, byte[]>();
        long at = directory.map(Tiff.Directory::start).orElse(0L);
        int count = at == 0 ? 0 : block.u16(at, tiff.bigEndian());
        if (count > MAX_ENTRIES) {
            throw new IOException("a directory of too many values");
        }
        for (int i = 0; i < count; i++) {
            byte[] entry = block.bytes(at + 2 + (long) ENTRY * i, ENTRY);
            entries.putIfAbsent(block.u16(at + 2 + (long) ENTRY * i, tiff.bigEndian()), entry);
        }
        entries.keySet().removeAll(without);
        for (TiffValue value : values) {
            entries.put(value.tag(), entry(directory, value));
        }
        long end = at + 2 + (long) ENTRY * count;
        byte[] next = at > 0 && end + 4 <= block.size() ? block.bytes(end, 4) : new byte[4];
        byte[] table = table(entries.values(), next);
        if (at == 0 || entries.size() > count || end + 4 > block.size() || !layout.isTableAlone(directory.get())) {
            return place(table);
        }
        replace(at, end + 4, table);
        return at;
    }

    /// @param at where the first directory begins now
    void moveMain(long at) throws IOException {
        if (at != block.u32(4, tiff.bigEndian())) {
            edits.add(new FileEdit(4, 8, buffer(4).putInt(Math.toIntExact(at)).array()));
        }
    }

    /// In no order; what is new at the end of the block is one insertion.
    List<FileEdit> all() {
        if (added.size() > 0) {
            edits.add(FileEdit.insert(block.size(), added.toByteArray()));
            added.reset();
        }
        return edits;
    }

    private byte[] table(Collection<byte[]> entries, byte[] next) {
        ByteBuffer table = buffer(2 + ENTRY * entries.size() + 4).putShort((short) entries.size());
        entries.forEach(table::put);
        return table.put(next).array();
    }

    private byte[] entry(Optional<Tiff.Directory> directory, TiffValue value) throws IOException {
        ByteBuffer entry = buffer(ENTRY)
                .putShort((short) value.tag())
                .putShort((short) value.type())
                .putInt(value.count());
        byte[] bytes = value.inOrder(tiff.bigEndian());
        return bytes.length <= 4
                ? entry.put(bytes).array()
                : entry.putInt(Math.toIntExact(place(directory, value.tag(), bytes)))
                        .array();
    }

    private long place(Optional<Tiff.Directory> directory, int tag, byte[] bytes) throws IOException {
        boolean fits = directory.isPresent()
                && directory.get().raw(tag, LONGEST_VALUE).length == bytes.length
                && layout.isAlone(directory.get(), tag);
        if (!fits) {
            return place(bytes);
        }
        long at = directory.get().position(tag);
        edits.add(new FileEdit(at, at + bytes.length, bytes));
        return at;
    }

    /// At an even number, as the standard asks.
    private long place(byte[] bytes) {
        added.writeBytes(new byte[(int) (block.size() + added.size() & 1)]);
        long at = block.size() + added.size();
        added.writeBytes(bytes);
        return at;
    }

    private ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(tiff.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
