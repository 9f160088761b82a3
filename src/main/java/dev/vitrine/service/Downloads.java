package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.store.FileFailures;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/// Saves originals as files, byte for byte: checked against their SHA-256 while they are written, and there all at once or not at all.
///
/// Nothing is ever replaced unless that was asked for by name. Calls block and are stopped by interrupting the thread.
public final class Downloads {
    private static final int MOST_NUMBERED = 9999;
    private static final int HEAD = 4096;

    private final ObjectStore objects;

    public Downloads(ObjectStore objects) {
        this.objects = objects;
    }

    /// The name that an image is given in a folder: what it was called, made safe, with the extension of what it is.
    public static String safeName(ImageRecord image) {
        return SafeName.of(image, image.facts().type()).toString();
    }

    /// @param progress is told the number of bytes saved so far
    /// @throws ImageException.Conflict when the file exists already
    public Path saveTo(ImageRecord image, Path target, LongConsumer progress) {
        return save(image, target.toAbsolutePath().getParent(), progress, file -> publishNew(file, target));
    }

    /// Like {@link #saveTo}, in place of a file that may be there: for a person who was asked and said yes.
    public Path saveOver(ImageRecord image, Path target, LongConsumer progress) {
        return save(image, target.toAbsolutePath().getParent(), progress, file -> {
            file.publishOver(target);
            return target;
        });
    }

    /// Saves into a folder under the image's own name, or as " (2)", " (3)" … when that is taken, and returns where.
    public Path saveInto(ImageRecord image, Path folder, LongConsumer progress) {
        SafeName name = SafeName.of(image, image.facts().type().or(() -> typeOfBytes(image)));
        return save(image, folder, progress, file -> publishNumbered(file, folder, name));
    }

    /// Saves many; one that fails does not stop the others.
    ///
    /// @param progress is told how many were dealt with so far
    public BulkOutcome saveAllInto(List<ImageRecord> images, Path folder, IntConsumer progress) {
        Map<String, ImageRecord> byId = new HashMap<>();
        images.forEach(image -> byId.put(image.imageId(), image));
        return BulkOutcome.ofEach(images.stream().map(ImageRecord::imageId).toList(), id -> saveInto(byId.get(id), folder, saved -> { }), progress);
    }

    private interface Publication {
        Path publish(WholeFile file) throws IOException;
    }

    private Path save(ImageRecord image, Path folder, LongConsumer progress, Publication publication) {
        ImageSource original = new StoredOriginal(objects, image);
        try (var file = new WholeFile(folder)) {
            String saved = file.copy(original, progress);
            String expected = image.facts().contentSha256();
            if (!expected.isEmpty() && !expected.equals(saved)) {
                throw new ImageException.Failed("The stored bytes of “" + original.name()
                        + "” are damaged: they do not match the checksum from when they were uploaded. Nothing was saved; upload the image again if you still have it.");
            }
            return publication.publish(file);
        } catch (WholeFile.ReadFailure e) {
            throw FileFailures.reading(original.name(), e.getCause());
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    private static Path publishNew(WholeFile file, Path target) throws IOException {
        try {
            file.publishNew(target);
            return target;
        } catch (FileAlreadyExistsException e) {
            throw new ImageException.Conflict("“" + target.getFileName() + "” exists already and was left as it is. Choose another name.", e);
        }
    }

    private static Path publishNumbered(WholeFile file, Path folder, SafeName name) throws IOException {
        for (int number = 1; number <= MOST_NUMBERED; number++) {
            Path target = folder.resolve(name.numbered(number));
            try {
                file.publishNew(target);
                return target;
            } catch (FileAlreadyExistsException _) {
                // Taken, perhaps this moment by another program: the next number may be free.
            }
        }
        throw new ImageException.Conflict("“" + folder + "” has too many files named “" + name + "”. Choose another folder.");
    }

    /// Rows written by other programs do not tell the type; the bytes do.
    private Optional<ImageType> typeOfBytes(ImageRecord image) {
        try (InputStream head = objects.open(image.key(), 0, HEAD)) {
            return PictureReader.typeOf(head.readNBytes(HEAD));
        } catch (IOException e) {
            throw FileFailures.reading(image.title(), e);
        }
    }
}
