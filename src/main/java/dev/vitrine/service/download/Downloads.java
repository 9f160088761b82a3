package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FileNames;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Saves originals as files, byte for byte: checked against their SHA-256 while they are written, and there all at once
/// or not at all. A connection that breaks goes on where it broke, at once or when the same image is asked for again.
///
/// Nothing is ever replaced unless that was asked for by name. Calls block and are stopped by interrupting the thread.
public final class Downloads {
    private static final int MAX_NUMBERED = 9999;

    private final ObjectStore objects;
    private final RetryPolicy retryPolicy;
    private final CopyForm form;
    private final Consumer<Path> sidecars;

    public Downloads(ObjectStore objects) {
        this(objects, RetryPolicy.USUAL);
    }

    public Downloads(ObjectStore objects, RetryPolicy retryPolicy) {
        this(objects, retryPolicy, CopyForm.AS_THEY_ARE, _ -> {});
    }

    private Downloads(ObjectStore objects, RetryPolicy retryPolicy, CopyForm form, Consumer<Path> sidecars) {
        this.sidecars = sidecars;
        this.objects = objects;
        this.retryPolicy = retryPolicy;
        this.form = form;
    }

    /// The same, whose saved files are such copies; what is fetched is always the original.
    ///
    /// @param onSidecar is told of each XMP file that stands beside a copy
    public Downloads as(CopyForm copies, Consumer<Path> onSidecar) {
        return new Downloads(objects, retryPolicy, copies, onSidecar);
    }

    /// The name that an image is given in a folder: what it was called, made safe, with the extension of what it
    /// is.
    public static String safeName(ImageRecord image) {
        return FileNames.of(image, image.facts().type()).toString();
    }

    /// The same of a copy.
    public static String safeName(ImageRecord image, CopyForm copy) {
        return FileNames.of(image, copy.type(image.facts().type())).toString();
    }

    /// @param progress is called with the number of bytes saved so far
    /// @throws ImageException.Conflict when the file exists already
    public Path saveTo(ImageRecord image, Path target, LongConsumer progress) {
        form.requireName(target);
        return save(image, Folders.of(target), progress, fetchedOriginal -> publishNew(fetchedOriginal.file(), target));
    }

    /// Like {@link #saveTo}, in place of a file that may be there: for a person who was asked and said yes.
    public Path saveOver(ImageRecord image, Path target, LongConsumer progress) {
        form.requireName(target);
        return save(image, Folders.of(target), progress, fetchedOriginal -> {
            fetchedOriginal.file().publishOver(target);
            return target;
        });
    }

    /// Saves into a folder under the image's own name, or as " (2)", " (3)" … when that is taken, and returns
    /// where.
    public Path saveInto(ImageRecord image, Path folder, LongConsumer progress) {
        return save(
                image,
                folder,
                progress,
                fetchedOriginal ->
                        publishNumbered(fetchedOriginal.file(), folder, FileNames.of(image, fetchedOriginal.type())));
    }

    /// The checked bytes of an original, durably in a hidden file in this folder. What an earlier try left there
    /// when its connection broke is used.
    ///
    /// @param progress is called with the number of bytes fetched so far
    /// @throws IOException when the folder cannot be written to
    public FetchedOriginal fetch(ImageRecord image, Path folder, LongConsumer progress) throws IOException {
        String sha256 = image.facts().contentSha256();
        WholeFile file = sha256.isEmpty()
                ? new WholeFile(folder)
                : WholeFile.resumed(folder, image.readKey().path() + "\n" + sha256);
        try {
            String fetched = new OriginalFetch(objects, image, retryPolicy, progress).into(file);
            file.force();
            return new FetchedOriginal(image, file, fetched);
        } catch (ImageException.Unreachable | ImageException.Throttled e) {
            if (!sha256.isEmpty() && file.size() > 0) {
                file.keep();
            }
            file.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private interface Publication {
        Path publish(FetchedOriginal fetchedOriginal) throws IOException;
    }

    private Path save(ImageRecord image, Path folder, LongConsumer progress, Publication publication) {
        try {
            Leftovers.sweep(folder);
            try (FetchedOriginal fetchedOriginal = fetch(image, folder, progress)) {
                try (FetchedOriginal copy = fetchedOriginal.as(form)) {
                    Path saved = publication.publish(copy);
                    if (copy.sidecar().isPresent()) {
                        sidecars.accept(copy.sidecar().get().write(image, saved, folder, PlacementListener.FIRST));
                    }
                    return saved;
                }
            }
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    private static Path publishNew(WholeFile file, Path target) throws IOException {
        try {
            file.publishNew(target);
            return target;
        } catch (FileAlreadyExistsException e) {
            throw new ImageException.Conflict(
                    quoted(target.getFileName()) + " exists already and was left as it is. Choose another name.", e);
        }
    }

    private static Path publishNumbered(WholeFile file, Path folder, FileNames name) throws IOException {
        for (int number = 1; number <= MAX_NUMBERED; number++) {
            Path target = folder.resolve(name.numbered(number));
            try {
                file.publishNew(target);
                return target;
            } catch (FileAlreadyExistsException _) {
                // Taken, perhaps this moment by another program: the next number may be free.
            }
        }
        throw new ImageException.Conflict(
                quoted(folder) + " has too many files named " + quoted(name) + ". Choose another folder.");
    }
}
