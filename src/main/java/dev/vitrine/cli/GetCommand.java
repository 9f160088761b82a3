package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureCopy;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.ObjectLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Saves originals as files, writes one to standard output, makes links to them, or only says what is known of them.
@Command(name = "get")
final class GetCommand extends LibraryCommand {
    private static final Path STANDARD_OUTPUT = Path.of("-");
    private static final int CHUNK = 1 << 16;
    private static final long SEEDS_LIFETIME = 3600;

    private static final class Way {
        @Option(names = "--into", paramLabel = "DIR")
        private Optional<Path> folder = Optional.empty();

        @Option(names = "--output", paramLabel = "FILE")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--link")
        private boolean link;

        @Option(names = "--info")
        private boolean info;
    }

    @ArgGroup
    private Way way = new Way();

    @Option(names = "--expires", paramLabel = "SECONDS")
    private long expiresIn = SEEDS_LIFETIME;

    @Mixin
    private RenditionChoice as;

    @Mixin
    private CaptionChoice captions;

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        if (way.file.isPresent() && ids.size() > 1) {
            throw new ImageException.Invalid(CommandTexts.of("get.oneOutput"));
        }
        if (isToStandardOutput() && captions.place() != CaptionPlace.NOWHERE) {
            throw new ImageException.Invalid(CommandTexts.of("get.noPlace"));
        }
        if (isToStandardOutput() && json.isWanted()) {
            throw new ImageException.Invalid(CommandTexts.of("get.noJson"));
        }
        if (as.isMade() && (way.link || way.info)) {
            throw new ImageException.Invalid(CommandTexts.of("get.asFile"));
        }
        var copies = new CopyForm(false, as.rendition(context), captions.place());
        try (CommandLibrary opened = choice.open(context)) {
            var answers = new ArrayList<Map<String, Object>>();
            var failures = new ArrayList<ImageException>();
            for (String id : ids) {
                try {
                    answers.add(got(opened.library(), id, copies));
                } catch (ImageException.Cancelled e) {
                    throw e;
                } catch (ImageException e) {
                    failures.add(e);
                    answers.add(Map.of("image_id", id, "error", e.getMessage()));
                    terminal.note("bulk.failed", id, e.getMessage());
                }
            }
            if (json.isWanted()) {
                JsonAnswer.print(terminal, Map.of("images", answers));
            }
            return BulkAnswer.exitCode(failures);
        }
    }

    private boolean isToStandardOutput() {
        return way.file.stream().anyMatch(STANDARD_OUTPUT::equals);
    }

    private Map<String, Object> got(Library library, String id, CopyForm copies) {
        ImageRecord image =
                library.images().find(id).orElseThrow(() -> new ImageException.NotFound(CommandTexts.of("get.none")));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("image_id", image.imageId());
        answer.put("metadata", library.fields(way.info ? located(library, image) : image));
        if (isToStandardOutput()) {
            ImageSource original = library.images().original(image);
            copies.rendition()
                    .map(rendition -> PictureCopy.of(original, rendition, image.facts()))
                    .ifPresentOrElse(this::written, () -> requireSame(image, written(original)));
        } else if (way.info) {
            say(ImageLine.of(image));
        } else if (way.link) {
            putLink(answer, library, image);
        } else {
            String file = saved(library.downloads().as(copies, sidecar -> noteSidecar(answer, sidecar)), image)
                    .toString();
            answer.put("file", file);
            say(file);
        }
        return answer;
    }

    private void noteSidecar(Map<String, Object> answer, Path sidecar) {
        answer.put("sidecar", sidecar.toString());
        if (!json.isWanted()) {
            terminal.note("get.sidecar", sidecar);
        }
    }

    /// With where its bytes lie, as far as that can be known.
    private static ImageRecord located(Library library, ImageRecord image) {
        try {
            return library.images().withStorage(image);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException _) {
            return image; // what the row says is asked for
        }
    }

    private void putLink(Map<String, Object> answer, Library library, ImageRecord image) {
        ObjectLinks links = library.cloud()
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("get.noLinks")))
                .links();
        library.images().requireBytes(image);
        ObjectLinks.Link link = links.view(image.readKey(), image.facts().contentType(), Duration.ofSeconds(expiresIn));
        answer.put("presigned_url", link.address().toString());
        answer.put(
                "expires_in",
                Math.max(0, Duration.between(Instant.now(), link.expiresAt()).toSeconds()));
        say(link.address().toString());
    }

    private Path saved(Downloads downloads, ImageRecord image) {
        long size = image.facts().sizeBytes();
        try (ProgressLine progress = new ProgressLine(terminal)) {
            if (way.file.isPresent()) {
                return downloads.saveTo(image, way.file.get(), sent -> progress.show(sent, size, image.title()));
            }
            Path folder = way.folder.orElse(Path.of("")).toAbsolutePath();
            makeFolder(folder);
            return downloads.saveInto(image, folder, sent -> progress.show(sent, size, image.title()));
        }
    }

    private static void makeFolder(Path folder) {
        FileFailures.whileWriting(folder, () -> Folders.create(folder));
    }

    /// @return the SHA-256 of all that was written
    private String written(ImageSource original) {
        var hash = new Sha256();
        try (InputStream bytes = original.open()) {
            byte[] chunk = new byte[CHUNK];
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                hash.update(chunk, 0, read);
                terminal.out().write(chunk, 0, read);
            }
            return hash.hex();
        } catch (IOException e) {
            throw FileFailures.reading(original.name(), e);
        }
    }

    /// What was written cannot be taken back, but it is no success.
    private static void requireSame(ImageRecord image, String sha256) {
        String expected = image.facts().contentSha256();
        if (!expected.isEmpty() && !expected.equals(sha256)) {
            throw new ImageException.Failed(CommandTexts.of("get.damaged", image.title()));
        }
    }
}
