package dev.vitrine.store;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Copies of a cloud library's originals on this machine, each under the SHA-256 of its bytes: so one is used as long
/// as it is what the row says, and nothing in a row leads to another file. Safe for any thread and process.
public final class OriginalCache {
    private static final System.Logger LOG = System.getLogger(OriginalCache.class.getName());
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isSwept = new AtomicBoolean();

    /// @param folder ours alone; made when something is to be kept
    public OriginalCache(Path folder) {
        this.folder = folder;
    }

    /// The far store, which says what is kept of it nearby.
    public ObjectStore before(ObjectStore far) {
        return new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return far;
            }

            @Override
            public Optional<InputStream> openKept(String sha256) {
                return OriginalCache.this.open(sha256);
            }

            @Override
            public Optional<Path> keptFile(String sha256) {
                return OriginalCache.this.file(sha256);
            }

            @Override
            public void close() {
                // The code that opened it does.
            }
        };
    }

    public static boolean canKeep(String sha256) {
        return NAME.matcher(sha256).matches();
    }

    /// The file that says what is asked for, beside what is kept.
    public Path note() {
        return folder.resolve("searches.json");
    }

    /// For files on their way; what killed processes left is removed the first time.
    public Path folder() {
        try {
            OwnerOnly.createFolders(folder);
            if (isSwept.compareAndSet(false, true)) {
                Leftovers.sweep(folder);
            }
            return folder;
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// Size by SHA-256.
    public Map<String, Long> all() {
        var all = new HashMap<String, Long>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (canKeep(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    all.put(name, Files.size(file));
                }
            }
        } catch (NoSuchFileException _) {
            return all; // nothing was ever kept, or this moment another process removes some
        } catch (IOException e) {
            throw FileFailures.reading(folder.toString(), e);
        }
        return all;
    }

    private Optional<Path> file(String sha256) {
        return Optional.of(sha256)
                .filter(OriginalCache::canKeep)
                .map(folder::resolve)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    /// The bytes, which are read whole before they are believed the first time: a damaged file is removed.
    public Optional<InputStream> open(String sha256) {
        Optional<Path> file = file(sha256);
        try {
            return file.isPresent() && isWhole(sha256)
                    ? Optional.of(Files.newInputStream(file.get()))
                    : Optional.empty();
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (IOException | ImageException e) {
            LOG.log(Level.DEBUG, "not kept: " + sha256, e);
            return Optional.empty(); // removed meanwhile, or of no use: the library has it
        }
    }

    /// Reads what is kept, unless that was done before, and removes it when it is damaged.
    public boolean isWhole(String sha256) {
        if (!checked.contains(sha256)) {
            ImageSource file = ImageSource.ofFile(folder.resolve(sha256));
            if (!Sha256.of(file, _ -> {}).equals(sha256)) {
                LOG.log(Level.WARNING, "A kept original was damaged, and is removed: " + sha256);
                remove(sha256);
                return false;
            }
            checked.add(sha256);
        }
        return true;
    }

    /// @param file in [#folder], with bytes of this SHA-256
    public void keep(WholeFile file, String sha256) {
        try {
            file.publishNew(folder.resolve(sha256));
            checked.add(sha256);
        } catch (FileAlreadyExistsException _) {
            // Another window was faster.
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    public void remove(String sha256) {
        checked.remove(sha256);
        FileFailures.whileWriting(folder, () -> Files.deleteIfExists(folder.resolve(sha256)));
    }
}
