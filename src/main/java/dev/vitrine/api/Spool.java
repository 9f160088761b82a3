package dev.vitrine.api;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Bytes on their way in, in a temporary file of our own that goes when it is closed. Nothing of an upload is in the
/// library before all of it is here.
record Spool(Path file) implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static Spool of(Body body) {
        return written(out -> {
            byte[] chunk = new byte[CHUNK];
            for (int read = body.read(chunk, 0, CHUNK); read >= 0; read = body.read(chunk, 0, CHUNK)) {
                out.write(chunk, 0, read);
            }
        });
    }

    static Spool written(Writing writing) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            var spool = new Spool(Files.createTempFile("vitrine-upload", ""));
            try (OutputStream out = Files.newOutputStream(spool.file)) {
                writing.to(out);
            } catch (IOException | RuntimeException e) {
                spool.close();
                throw e;
            }
            return spool;
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// @param name that the image had where it comes from, or `""`
    ImageSource asImage(String name) {
        return new SpooledImage(name, ImageSource.ofFile(file));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Spool.class.getName()).log(System.Logger.Level.WARNING, "left behind: " + file, e);
        }
    }

    private record SpooledImage(String name, ImageSource bytes) implements ImageSource {
        @Override
        public long size() throws IOException {
            return bytes.size();
        }

        @Override
        public InputStream open() throws IOException {
            return bytes.open();
        }

        @Override
        public Optional<Path> onDisk() {
            return bytes.onDisk();
        }
    }
}
