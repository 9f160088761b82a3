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
/// from the beginning. Not for BigTIFF.
final class TiffEdits {
    private static final int ENTRY = 12;
    private static final int MAX_ENTRIES = 4000;
    private static final int LONGEST_VALUE = 64;

    private final SourceBytes block;
    private final Tiff tiff;
    private final List<FileEdit> edits = new ArrayList<>();
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();

    TiffEdits(SourceBytes block) throws IOException {
        this.block = block;
        tiff = Tiff.open(block);
        if (block.u16(2, tiff.bigEndian()) != 42) {
            throw new IOException("no Exif block");
        }
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
        if (at == 0 || entries.size() > count || end + 4 > block.size() || !tiff.isTableAlone(directory.get())) {
            return place(table);
        }
        edits.add(new FileEdit(at, end + 4, Arrays.copyOf(table, (int) (end + 4 - at))));
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
                && tiff.isAlone(directory.get(), tag);
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
