package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.PartMd5;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Brings the bytes of one original into a file. A connection that breaks is made again and goes on where it broke; in
/// the end the bytes must have the SHA-256 that the row tells, or the MD5 that the store tells: what has not comes once
/// more, all of it.
final class OriginalFetch {
    private final ObjectStore objects;
    private final ImageRecord image;
    private final RetryPolicy retryPolicy;
    private final LongConsumer progress;
    private String version = "";
    private Optional<String> md5 = Optional.empty();

    /// @param progress is called with the size of the file so far; it may shrink when everything has to be fetched
    ///   again
    OriginalFetch(ObjectStore objects, ImageRecord image, RetryPolicy retryPolicy, LongConsumer progress) {
        this.objects = objects;
        this.image = image;
        this.retryPolicy = retryPolicy;
        this.progress = progress;
    }

    /// Goes on with what is in the file already.
    ///
    /// @return the SHA-256 of all bytes
    /// @throws IOException when the file cannot be written; whatever is wrong with the original is an
    ///   [ImageException]
    String into(WholeFile file) throws IOException {
        String sha256 = collectSame(file).hex();
        if (isExpected(file, sha256)) {
            return sha256;
        }
        // Damaged on the way, or pieces that do not fit together (of an earlier run, or of a server that knows
        // no ranges): they are of no use.
        file.empty();
        sha256 = collect(file).hex();
        if (isExpected(file, sha256)) {
            return sha256;
        }
        throw image.facts().contentSha256().isEmpty()
                ? StoredOriginal.arrivedDamaged(name())
                : StoredOriginal.damaged(name(), null);
    }

    /// Reads the file once more where only its MD5 is known.
    private boolean isExpected(WholeFile file, String sha256) throws IOException {
        String expected = image.facts().contentSha256();
        if (!expected.isEmpty()) {
            return expected.equals(sha256);
        }
        return md5.isEmpty() || md5.get().equals(PartMd5.of(ImageSource.ofFile(file.temporary())));
    }

    private Sha256 collectSame(WholeFile file) throws IOException {
        try {
            return collect(file);
        } catch (ImageException.Conflict _) {
            // Replaced meanwhile: what is here is the beginning of something else.
            file.empty();
            return collect(file);
        }
    }

    private Sha256 collect(WholeFile file) throws IOException {
        Sha256 hash = file.hash();
        RetryPolicy.Attempts attempts = retryPolicy.begin();
        while (true) {
            long before = file.size();
            Optional<ImageException> failure = Optional.empty();
            try {
                if (!reads(file, hash)) {
                    return hash;
                }
            } catch (WholeFile.ReadFailure e) {
                failure = Optional.of(broken(e.getCause()));
            } catch (ImageException.Unreachable | ImageException.Throttled e) {
                failure = Optional.of(e);
            }
            if (file.size() > before) {
                attempts.restart();
            }
            if (failure.isPresent()) {
                attempts.failed(failure.get());
            } else if (!attempts.isNext()) {
                throw new ImageException.Unreachable(
                        quoted(name()) + " ended too early: " + file.size() + " bytes of " + size()
                                + ". Try again later.",
                        null);
            }
        }
    }

    /// Reads what is left.
    ///
    /// @return true when there must be more, though the server said no word about it
    private boolean reads(WholeFile file, Sha256 hash) throws IOException {
        long before = file.size();
        try (InputStream bytes = before == 0
                ? new StoredOriginal(objects, image).openUnchecked()
                : objects.openRest(image.readKey(), before, version)) {
            if (bytes instanceof ObjectStore.Versioned versioned) {
                version = versioned.version();
                md5 = versioned.md5();
            }
            file.append(bytes, hash, progress);
        }
        return file.size() < (file.size() > before ? size() : stored());
    }

    private ImageException broken(IOException cause) {
        if (FileFailures.isInterrupt(cause)) {
            return FileFailures.cancelled(cause);
        }
        if (cause instanceof FileSystemException) {
            return FileFailures.reading(name(), cause);
        }
        return new ImageException.Unreachable(
                "The connection broke while " + quoted(name()) + " was downloaded (" + cause.getMessage()
                        + "). Try again: it goes on where it stopped.",
                cause);
    }

    /// A row without checksum was written by another program: its size is not believed either.
    private long size() {
        return image.facts().contentSha256().isEmpty()
                ? stored()
                : image.facts().sizeBytes();
    }

    private long stored() {
        return objects.find(image.readKey())
                .map(ObjectStore.StoredObject::sizeBytes)
                .orElse(0L);
    }

    private String name() {
        return new StoredOriginal(objects, image).name();
    }
}
