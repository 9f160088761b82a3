package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FileNames;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.Progress;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A copy of images in a folder that can be brought up to date: what is new is fetched, what is there is not read
/// again, and nothing that a person put there or changed is replaced or removed.
///
/// Interrupted anywhere it goes on the next time. Calls block; one copy at a time works in a folder.
public final class FolderCopy {
    private static final int PAGE = 1000;

    private final Downloads downloads;
    private final Path folder;
    private final String library;
    private final FilePattern names;
    private final CaptionPlace captions;
    private int saved;

    /// @param library names what it is a copy of, to tell copies apart
    /// @param names of new files; a file keeps the name that it was given
    /// @param captions where copies say what the library says; when that changes, they are written again
    /// @throws ImageException.Invalid when the names would be others the next time
    public FolderCopy(Downloads downloads, Path folder, String library, FilePattern names, CaptionPlace captions) {
        this.captions = captions;
        if (names.isNumbered()) {
            throw new ImageException.Invalid("Numbers in names would be others the next time. Choose names that stay.");
        }
        this.downloads = downloads;
        this.folder = folder.toAbsolutePath().normalize();
        this.library = library;
        this.names = names;
    }

    /// What is to be done.
    ///
    /// @param requested images to be fetched
    /// @param there how many are there already
    /// @param edited files that a person has changed, relative to the folder: they stay as they are
    /// @param gone files whose images are not asked for any more, as we left them
    public record CopyPlan(List<ImageRecord> requested, int there, List<String> edited, List<String> gone) {
        public CopyPlan {
            requested = List.copyOf(requested);
            edited = List.copyOf(edited);
            gone = List.copyOf(gone);
        }

        /// As far as the rows tell.
        public long bytes() {
            return requested.stream()
                    .mapToLong(image -> image.facts().sizeBytes())
                    .sum();
        }
    }

    /// Changes nothing.
    ///
    /// @throws ImageException.Cancelled when the progress stops it
    public CopyPlan plan(ImagePages images, Progress progress) {
        return inFolder(() -> plan(CopyRecord.open(folder, library), images, progress));
    }

    /// Fetches what the plan wants.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted: what was fetched stays
    public DownloadOutcome fetch(CopyPlan plan, Progress progress) {
        return inFolder(() -> {
            Folders.create(folder);
            return AtomicFile.exclusively(folder.resolve(".vitrine-copy"), () -> {
                CopyRecord record = CopyRecord.open(folder, library);
                record.finishRemovals();
                var order = new DownloadRequest(
                        plan.requested(),
                        new Destination.Folder(folder),
                        names,
                        Taken.SKIP_SAME,
                        new CopyForm(false, captions));
                var run = new DownloadRun(downloads, order, new Recording(record));
                Thread worker = Thread.currentThread();
                try {
                    DownloadOutcome outcome = run.run(() -> {
                        if (!progress.continues(
                                run.progress().handled(), run.progress().images())) {
                            worker.interrupt();
                        }
                    });
                    record.save();
                    return outcome;
                } finally {
                    saved = run.saved();
                }
            });
        });
    }

    /// How many files the last fetch saved, also where it failed: they stay.
    public int saved() {
        return saved;
    }

    /// Removes what the plan says is gone, unless a person changes it at this very moment, or another image was
    /// found to be in it. Folders that become empty go with it.
    ///
    /// @return how many files were removed
    /// @throws ImageException.Conflict when nothing at all was found: a library that has lost its rows must not
    ///   take its copy with it
    public int removeGone(CopyPlan plan) {
        if (plan.requested().isEmpty() && plan.there() == 0 && plan.edited().isEmpty()) {
            throw new ImageException.Conflict(
                    "No images were found, so nothing was removed from the copy in " + quoted(folder) + ".");
        }
        return inFolder(() -> AtomicFile.exclusively(folder.resolve(".vitrine-copy"), () -> {
            CopyRecord record = CopyRecord.open(folder, library);
            Set<String> gone = new HashSet<>(plan.gone());
            plan.requested()
                    .forEach(image ->
                            record.of(image.imageId()).map(CopiedFile::file).ifPresent(gone::remove));
            int removed = 0;
            for (CopiedFile copied : List.copyOf(record.all())) {
                if (gone.contains(copied.file())) {
                    removed += record.remove(copied) ? 1 : 0;
                    record.forget(copied.imageId());
                }
            }
            record.save();
            return removed;
        }));
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T inFolder(Work<T> work) {
        try {
            return work.run();
        } catch (UncheckedIOException e) {
            throw FileFailures.writing(folder, Objects.requireNonNull(e.getCause(), "made with one"));
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    private CopyPlan plan(CopyRecord record, ImagePages images, Progress progress) throws IOException {
        var requested = new ArrayList<ImageRecord>();
        var edited = new ArrayList<String>();
        var kept = new HashSet<String>();
        var asked = new HashSet<String>();
        int there = 0;
        for (int from = 0; from < images.size(); from += PAGE) {
            if (!progress.continues(from, images.size())) {
                throw new ImageException.Cancelled("Stopped.");
            }
            for (ImageRecord image : images.images(from, Math.min(images.size(), from + PAGE))) {
                asked.add(image.imageId());
                Optional<CopiedFile> copied = record.of(image.imageId()).filter(file -> isOf(image, file));
                Optional<BasicFileAttributes> now =
                        copied.isEmpty() ? Optional.empty() : record.attributes(copied.get());
                if (now.isEmpty()
                        || copied.get().isOnlyComing() && !copied.get().isAsLeft(now.get())) {
                    requested.add(image);
                    continue;
                }
                kept.add(copied.get().file());
                if (copied.get().isAsLeft(now.get()) && !tellsTheSame(record, image, copied.get())) {
                    requested.add(image);
                } else if (copied.get().isAsLeft(now.get())) {
                    there++;
                } else {
                    edited.add(copied.get().file());
                }
            }
        }
        var gone = new ArrayList<String>();
        for (CopiedFile copied : record.all()) {
            if (copied.isOurs()
                    && !asked.contains(copied.imageId())
                    && !kept.contains(copied.file())
                    && record.isAsLeft(copied)) {
                gone.add(copied.file());
            }
        }
        return new CopyPlan(requested, there, edited, gone.stream().distinct().toList());
    }

    /// Rows of other programs may not tell what their bytes are; then the image is the same by its id.
    private static boolean isOf(ImageRecord image, CopiedFile copied) {
        return copied.sha256().equals(image.facts().contentSha256());
    }

    /// Where what a copy tells of its image is still right, and there. What was somebody's own file before is not
    /// written to.
    private boolean tellsTheSame(CopyRecord record, ImageRecord image, CopiedFile copied) {
        return !copied.isOurs()
                        && captions != CaptionPlace.SIDECARS
                        && copied.written().sidecar().isEmpty()
                || copied.written().caption().equals(caption(image)) && record.hasItsSidecar(copied);
    }

    private String caption(ImageRecord image) {
        if (captions == CaptionPlace.NOWHERE) {
            return "";
        }
        var said = new ArrayList<String>(List.of(image.title(), image.description()));
        said.addAll(image.tags());
        if (Correction.isIn(image.facts())) {
            said.add(image.facts().text(Attribute.TAKEN_AT));
            said.add(image.facts().text(Attribute.ORIENTATION_FIX));
        }
        byte[] bytes = String.join("\0", said).getBytes(StandardCharsets.UTF_8);
        return captions + " " + Sha256.of(ImageSource.ofBytes("", bytes), _ -> {});
    }

    /// Writes down where images are, and lets what we wrote earlier be replaced.
    private final class Recording implements PlacementListener {
        private final CopyRecord record;

        Recording(CopyRecord record) {
            this.record = record;
        }

        @Override
        public void at(ImageRecord image, PlacementListener.PlacedFile placed) {
            try {
                record.add(image, placed, caption(image));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Path> ownCopy(ImageRecord image) {
            try {
                Optional<CopiedFile> copied = record.of(image.imageId())
                        .filter(file -> file.isOurs() && (isOf(image, file) || hasItsExtension(image, file)));
                return copied.isPresent() && record.isAsLeft(copied.get())
                        ? record.path(copied.get().file()).filter(file -> !isOfAnother(image, file))
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Other bytes of the same kind may have its name.
        private boolean hasItsExtension(ImageRecord image, CopiedFile copied) {
            String name = names.of(image, image.facts().type(), 1).toString();
            return FileNames.extension(name).equals(FileNames.extension(copied.file()));
        }

        @Override
        public void coming(ImageRecord image, Path file, Path coming) {
            try {
                record.coming(image, file, coming);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void comingSidecar(ImageRecord image, Path copy, Path sidecar, String sha256) {
            try {
                record.comingSidecar(image, copy, sidecar, sha256);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean isOwnSidecar(ImageRecord image, Path file) {
            return record.isOwnSidecar(image.imageId(), file);
        }

        @Override
        public boolean isOfAnother(ImageRecord image, Path file) {
            return record.isOfAnother(image.imageId(), file);
        }
    }
}
