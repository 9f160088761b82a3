package dev.vitrine.sqlite;

import dev.vitrine.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// The native library of the driver, unpacked once into a folder of our own. By itself the driver unpacks it at each
/// start into the temporary folder, which may be full or forbid running, and where a killed process leaves it.
public final class DriverLibrary {
    private static final System.Logger LOG = System.getLogger(DriverLibrary.class.getName());
    private static final String PROPERTY = "org.sqlite.lib.path";

    private DriverLibrary() {}

    /// Called before the first file is opened. A library that came with the program, or was named by hand, is taken
    /// instead.
    public static synchronized void keepIn(Path folder) {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            System.setProperty(PROPERTY, unpacked(folder).toString());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The database driver uses the temporary folder, since " + folder + " cannot be", e);
        }
    }

    /// The folder that has the library of this version, for this machine.
    static Path unpacked(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException("The driver has no " + resource);
            }
            byte[] library = packed.readAllBytes();
            Path own = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
            Path file = own.resolve(name);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), library)) {
                Files.createDirectories(own);
                AtomicFile.replace(file, library);
            }
            return own;
        }
    }
}
