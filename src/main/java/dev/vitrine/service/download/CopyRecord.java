package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.download.CopiedFile.Sidecar;
import dev.vitrine.service.download.CopiedFile.State;
import dev.vitrine.service.download.PlacementListener.PlacedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which file of a folder is the copy of which image, in a hidden file there: a JSON object on each line, the first
/// one names the library. What is about to be done is added before, and what was done after it, so that a copy that
/// was killed anywhere goes on and knows its own files.
///
/// A line that is torn, or that anybody wrote to lead out of the folder, is as if it were not there.
final class CopyRecord {
    private static final String NAME = ".vitrine-copy.jsonl";
    private static final String LIBRARY = "library";

    private final Path folder;
    private final String library;
    private final Map<String, CopiedFile> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByFile = new HashMap<>();
    private boolean isNamed;
    private boolean isTorn;

    private CopyRecord(Path folder, String library) {
        this.folder = folder;
        this.library = library;
    }

    /// @param library what it is a copy of
    /// @throws ImageException.Conflict when it is a copy of another one
    static CopyRecord open(Path folder, String library) throws IOException {
        var opened = new CopyRecord(folder, library);
        try {
            opened.read(Files.readAllBytes(folder.resolve(NAME)));
        } catch (NoSuchFileException _) {
            return opened; // the first copy
        } catch (MalformedInputException e) {
            throw new ImageException.Failed(
                    "What " + quoted(folder) + " is a copy of cannot be read. Choose another folder.", e);
        }
        return opened;
    }

    /// What follows the last end of a line is a piece of one, and may end in the middle of a letter.
    private void read(byte[] content) throws IOException {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        isTorn = end < content.length;
        StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content, 0, end))
                .toString()
                .lines()
                .forEach(this::read);
    }

    private void read(String line) {
        Map<String, String> fields = CopiedFile.fields(line);
        String of = fields.get(LIBRARY);
        if (of != null && !of.equals(library)) {
            throw new ImageException.Conflict(
                    quoted(folder) + " holds a copy of another library. Choose another folder.");
        }
        isNamed |= of != null;
        String imageId = fields.get("image_id");
        String file = fields.get("file");
        if (imageId != null && file != null && path(file).isPresent()) {
            put(CopiedFile.of(fields));
        } else if (imageId != null) {
            forget(imageId);
        }
    }

    private void put(CopiedFile copied) {
        forget(copied.imageId());
        byId.put(copied.imageId(), copied);
        files(copied)
                .forEach(file ->
                        idsByFile.computeIfAbsent(file, _ -> new HashSet<>()).add(copied.imageId()));
    }

    void forget(String imageId) {
        CopiedFile former = byId.remove(imageId);
        if (former != null) {
            files(former).forEach(file -> idsByFile.getOrDefault(file, Set.of()).remove(imageId));
        }
    }

    private static Stream<String> files(CopiedFile copied) {
        return Stream.concat(Stream.of(copied.file()), sidecarsOf(copied).map(Sidecar::file));
    }

    private static Stream<Sidecar> sidecarsOf(CopiedFile copied) {
        return Stream.of(copied.written().sidecar(), copied.comingSidecar()).flatMap(Optional::stream);
    }

    Optional<CopiedFile> of(String imageId) {
        return Optional.ofNullable(byId.get(imageId));
    }

    Collection<CopiedFile> all() {
        return byId.values();
    }

    /// Where a file of the record is; empty when it would be outside of the folder, also by way of a link.
    Optional<Path> path(String file) {
        try {
            Path path = folder.resolve(file).normalize();
            if (!path.startsWith(folder) || path.equals(folder)) {
                return Optional.empty();
            }
            Path above = Folders.of(path);
            if (Files.exists(above) && !Files.isDirectory(above)) {
                return Optional.empty();
            }
            return (!Files.exists(above) || above.toRealPath().startsWith(folder.toRealPath()))
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException | IOException _) {
            return Optional.empty();
        }
    }

    /// How the file is now; empty when there is none.
    Optional<BasicFileAttributes> attributes(CopiedFile copied) throws IOException {
        Optional<Path> path = path(copied.file());
        try {
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.readAttributes(
                                    path.get(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                            .filter(BasicFileAttributes::isRegularFile);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Whether the file is there, and nobody has changed it since we wrote it.
    boolean isAsLeft(CopiedFile copied) throws IOException {
        return attributes(copied).filter(copied::isAsLeft).isPresent();
    }

    /// To be said before an image gets a file: whoever is stopped in the middle knows that as ours, and what was
    /// replaced, too.
    ///
    /// @param file where it is to be
    /// @param coming the file that is about to get the name
    void coming(ImageRecord image, Path file, Path coming) throws IOException {
        State state = State.of(Files.readAttributes(coming, BasicFileAttributes.class));
        String relative = relative(file);
        Optional<CopiedFile> replaced = at(image, relative).filter(CopiedFile::isOurs);
        write(replaced.orElseGet(() -> firstOf(image, relative, true)).withComing(state));
        if (replaced.isPresent()) {
            force();
        }
    }

    /// The same of the sidecar of a copy, which may be a file that was there before us.
    void comingSidecar(ImageRecord image, Path copy, Path sidecar, String sha256) throws IOException {
        String file = relative(copy);
        CopiedFile copied = at(image, file).orElseGet(() -> firstOf(image, file, false));
        write(copied.withComing(new Sidecar(relative(sidecar), sha256, true)));
    }

    private Optional<CopiedFile> at(ImageRecord image, String file) {
        return of(image.imageId()).filter(each -> each.file().equals(file));
    }

    private CopiedFile firstOf(ImageRecord image, String file, boolean isOurs) {
        return new CopiedFile(
                image.imageId(),
                file,
                image.facts().contentSha256(),
                State.NONE,
                Optional.empty(),
                isOurs,
                false,
                of(image.imageId()).map(CopiedFile::written).orElse(CopiedFile.WrittenCaption.NOTHING),
                Optional.empty());
    }

    /// @param caption see [CopiedFile.WrittenCaption]
    void add(ImageRecord image, PlacedFile placed, String caption) throws IOException {
        String imageId = image.imageId();
        Path file = placed.file();
        Optional<Path> sidecar = placed.sidecar();
        CopiedFile.WrittenCaption written = new CopiedFile.WrittenCaption(
                caption, sidecar.map(each -> new Sidecar(relative(each), sha256(each), isOwnSidecar(imageId, each))));
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        String relative = relative(file);
        boolean isOurs = placed.isWritten()
                || idsByFile.getOrDefault(relative, Set.of()).stream()
                        .map(byId::get)
                        .anyMatch(known -> known.isOurs() && known.file().equals(relative) && known.isAsLeft(now));
        var copied = new CopiedFile(
                imageId,
                relative,
                image.facts().contentSha256(),
                State.of(now),
                Optional.empty(),
                isOurs,
                false,
                written,
                Optional.empty());
        removeFormerSidecars(copied);
        write(copied);
    }

    /// One that nobody asks for any more would tell what once was right.
    private void removeFormerSidecars(CopiedFile now) throws IOException {
        Optional<CopiedFile> former = of(now.imageId())
                .filter(before ->
                        now.written().sidecar().isEmpty() || before.file().equals(now.file()));
        List<Path> sidecars = former.map(this::sidecars).orElse(List.of());
        String kept = now.written().sidecar().map(Sidecar::file).orElse("");
        for (Path sidecar : sidecars) {
            if (!relative(sidecar).equals(kept) && !isOfAnother(now.imageId(), sidecar)) {
                Files.deleteIfExists(sidecar);
            }
        }
    }

    private String relative(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private static String sha256(Path file) {
        return Sha256.of(ImageSource.ofFile(file), _ -> {});
    }

    /// The sidecars of a copy as we wrote them; empty when there is none of ours, or somebody changed it.
    private List<Path> sidecars(CopiedFile copied) {
        return sidecarsOf(copied)
                .filter(Sidecar::isOurs)
                .flatMap(sidecar -> path(sidecar.file()).stream()
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .filter(file -> sha256(file).equals(sidecar.sha256())))
                .distinct()
                .toList();
    }

    /// Whether we wrote a sidecar for this image, and nobody has changed it since.
    boolean isOwnSidecar(String imageId, Path file) {
        return of(imageId).map(this::sidecars).orElse(List.of()).contains(file);
    }

    /// Whether another image is in this file, or has it as its sidecar.
    boolean isOfAnother(String imageId, Path file) {
        return isOfAnother(imageId, relative(file));
    }

    private boolean isOfAnother(String imageId, String file) {
        return idsByFile.getOrDefault(file, Set.of()).stream().anyMatch(id -> !id.equals(imageId));
    }

    /// Whether the sidecar that a copy was given is still there, and its own. True when it was given none.
    boolean hasItsSidecar(CopiedFile copied) {
        Optional<String> sidecar = copied.written().sidecar().map(Sidecar::file);
        return sidecar.isEmpty()
                || !isOfAnother(copied.imageId(), sidecar.get())
                        && path(sidecar.get()).filter(Files::exists).isPresent();
    }

    /// Removes a file of ours that nobody has changed, with its sidecar and the folders that become empty.
    ///
    /// @return false when it stays, or was gone
    boolean remove(CopiedFile copied) throws IOException {
        Optional<Path> file = path(copied.file());
        if (file.isEmpty() || !copied.isOurs() || !isAsLeft(copied)) {
            return false;
        }
        write(copied.going());
        boolean isRemoved = Files.deleteIfExists(file.get());
        clearUp(copied, file.get());
        return isRemoved;
    }

    /// What is left when a removal was stopped: sidecars and empty folders.
    void finishRemovals() throws IOException {
        for (CopiedFile copied : List.copyOf(all())) {
            Optional<Path> file = path(copied.file()).filter(each -> copied.isGoing() && Files.notExists(each));
            if (file.isPresent()) {
                clearUp(copied, file.get());
                forget(copied.imageId());
            }
        }
    }

    private void clearUp(CopiedFile copied, Path file) throws IOException {
        for (Path sidecar : sidecars(copied)) {
            if (!isOfAnother(copied.imageId(), sidecar)) {
                Files.deleteIfExists(sidecar);
            }
        }
        for (Path above = file.getParent(); above != null && !above.equals(folder); above = above.getParent()) {
            try {
                Files.deleteIfExists(above);
            } catch (IOException _) {
                break; // something else is in it, or somebody looks into it
            }
        }
    }

    private void write(CopiedFile copied) throws IOException {
        put(copied);
        Files.writeString(
                folder.resolve(NAME),
                (isTorn ? "\n" : "") + (isNamed ? "" : head()) + copied.line(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        isTorn = false;
        isNamed = true;
    }

    private void force() throws IOException {
        try (var record = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE)) {
            record.force(false);
        }
    }

    /// Whole, without what was replaced or forgotten.
    void save() throws IOException {
        AtomicFile.replace(folder.resolve(NAME), out -> {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            for (CopiedFile copied : byId.values()) {
                out.write(copied.line().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private String head() {
        return CopiedFile.object(Map.of(LIBRARY, library));
    }
}
