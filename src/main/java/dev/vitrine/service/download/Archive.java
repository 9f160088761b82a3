package dev.vitrine.service.download;

import dev.vitrine.files.FileNames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A ZIP as it is written: names in UTF-8 and never twice, bytes stored as they are, because images do not get smaller.
/// It becomes Zip64 by itself when there are more than 65,535 entries or 4 GB.
///
/// Each entry is read twice, first for its check sum: a stored entry tells it before its bytes.
final class Archive implements AutoCloseable {
    private static final int CHUNK = 128 * 1024;

    private final ZipOutputStream out;
    private final Set<String> names = new HashSet<>();

    Archive(OutputStream out) {
        this.out = new ZipOutputStream(new BufferedOutputStream(out, CHUNK), StandardCharsets.UTF_8);
    }

    interface Bytes {
        InputStream open() throws IOException;
    }

    /// @param numbered names to take the first of that is free
    /// @return the one it was given
    String add(IntFunction<String> numbered, LocalDateTime time, long size, Bytes bytes) throws IOException {
        var entry = new ZipEntry(FileNames.untaken(names, numbered));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc(bytes));
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
        try (InputStream in = bytes.open()) {
            copy(in, out);
        }
        out.closeEntry();
        return entry.getName();
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static LocalDateTime local(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneId.systemDefault());
    }

    private static long crc(Bytes bytes) throws IOException {
        var crc = new CRC32();
        try (InputStream in = bytes.open()) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                crc.update(chunk, 0, read);
            }
        }
        return crc.getValue();
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            out.write(chunk, 0, read);
        }
    }
}
