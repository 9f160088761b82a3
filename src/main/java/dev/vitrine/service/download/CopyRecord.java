package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.download.Placed.PlacedFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
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
import org.jspecify.annotations.Nullable;

/// Which file of a folder is the copy of which image, in a hidden file there: a JSON object on each line, the first
/// one names the library. What is added is written at once, so that a copy that was interrupted goes on.
///
/// A line that is torn, or that anybody wrote to lead out of the folder, is as if it were not there.
final class CopyRecord {
    private static final String NAME = ".vitrine-copy.jsonl";
    private static final String LIBRARY = "library";
    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;
    private final String library;
    private final Map<String, CopiedFile> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByFile = new HashMap<>();

    /// A file as we left it.
    ///
    /// @param file relative to the folder, with slashes
    /// @param sha256 of the row at that time, may be `""`
    /// @param left how we left it
    /// @param coming how it is if we were about to replace it, and were stopped before we could write that down
    /// @param isOurs false for a file that was there with the same bytes before we came: it is somebody's own
    /// @param told of the image's title and tags
    record CopiedFile(
            String imageId,
            String file,
            String sha256,
            State left,
            Optional<State> coming,
            boolean isOurs,
            Told told) {}

    /// Tells whether somebody has changed a file.
    ///
    /// @param modified in milliseconds
    record State(long size, long modified) {
        static State of(BasicFileAttributes file) {
            return new State(file.size(), file.lastModifiedTime().toMillis());
        }
    }

    /// What a copy says of its image, beside the pixels.
    ///
    /// @param caption where it was written, and the SHA-256 of what; `""` when nothing was
    /// @param sidecar relative to the folder, `""` when there is none
    record Told(String caption, String sidecar, String sidecarSha256) {
        static final Told NOTHING = new Told("", "", "");
    }

    private CopyRecord(Path folder, String library) {
        this.folder = folder;
        this.library = library;
    }

    /// @param library what it is a copy of
    /// @throws ImageException.Conflict when it is a copy of another one
    static CopyRecord open(Path folder, String library) throws IOException {
        var opened = new CopyRecord(folder, library);
        try {
            for (String line : Files.readAllLines(folder.resolve(NAME), StandardCharsets.UTF_8)) {
                opened.read(line);
            }
        } catch (NoSuchFileException _) {
            return opened; // the first copy
        } catch (MalformedInputException e) {
            throw new ImageException.Failed(
                    "What " + quoted(folder) + " is a copy of cannot be read. Choose another folder.", e);
        }
        return opened;
    }

    private void read(String line) {
        Map<String, String> fields = fields(line);
        String of = fields.get(LIBRARY);
        if (of != null && !of.equals(library)) {
            throw new ImageException.Conflict(
                    quoted(folder) + " holds a copy of another library. Choose another folder.");
        }
        String imageId = fields.get("image_id");
        String file = fields.get("file");
        if (imageId != null && file != null && path(file).isPresent()) {
            put(new CopiedFile(
                    imageId,
                    file,
                    fields.getOrDefault("sha256", ""),
                    new State(number(fields.get("size")), number(fields.get("modified"))),
                    Optional.ofNullable(fields.get("coming_size"))
                            .map(size -> new State(number(size), number(fields.get("coming_modified")))),
                    Boolean.parseBoolean(fields.get("ours")),
                    new Told(
                            fields.getOrDefault("caption", ""),
                            fields.getOrDefault("sidecar", ""),
                            fields.getOrDefault("sidecar_sha256", ""))));
        } else if (imageId != null) {
            forget(imageId);
        }
    }

    private static Map<String, String> fields(String line) {
        var fields = new HashMap<String, String>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return json.currentToken() == JsonToken.END_OBJECT ? fields : Map.of();
        } catch (JsonProcessingException _) {
            return Map.of();
        } catch (IOException e) {
            throw new IllegalStateException("nothing can fail in memory", e);
        }
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private void put(CopiedFile copied) {
        forget(copied.imageId());
        byId.put(copied.imageId(), copied);
        for (String file : List.of(copied.file(), copied.told().sidecar())) {
            idsByFile.computeIfAbsent(file, _ -> new HashSet<>()).add(copied.imageId());
        }
    }

    void forget(String imageId) {
        CopiedFile former = byId.remove(imageId);
        if (former != null) {
            for (String file : List.of(former.file(), former.told().sidecar())) {
                idsByFile.getOrDefault(file, Set.of()).remove(imageId);
            }
        }
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

    /// Whether nobody has changed the file since we wrote it.
    static boolean isAsLeft(CopiedFile copied, BasicFileAttributes now) {
        State state = State.of(now);
        return state.equals(copied.left())
                || copied.coming().filter(state::equals).isPresent();
    }

    /// To be said before the copy of an image is replaced: whoever is stopped in the middle knows either as ours.
    ///
    /// @param coming the file that is about to get the name
    void replacing(String imageId, Path coming) throws IOException {
        CopiedFile known = byId.get(imageId);
        if (known != null) {
            Optional<State> state = Optional.of(State.of(Files.readAttributes(coming, BasicFileAttributes.class)));
            var either = new CopiedFile(
                    imageId, known.file(), known.sha256(), known.left(), state, known.isOurs(), known.told());
            put(either);
            append(line(either));
            try (var record = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE)) {
                record.force(false);
            }
        }
    }

    /// @param caption see [Told]
    void add(ImageRecord image, PlacedFile placed, String caption) throws IOException {
        String imageId = image.imageId();
        Path file = placed.file();
        Optional<Path> sidecar = placed.sidecar();
        Told told = new Told(
                caption, sidecar.map(this::relative).orElse(""), sidecar.isPresent() ? sha256(sidecar.get()) : "");
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        String relative = relative(file);
        boolean isOurs = placed.isWritten()
                || idsByFile.getOrDefault(relative, Set.of()).stream()
                        .map(byId::get)
                        .anyMatch(known -> known.isOurs() && known.file().equals(relative));
        var copied = new CopiedFile(
                imageId, relative, image.facts().contentSha256(), State.of(now), Optional.empty(), isOurs, told);
        removeFormerSidecar(copied);
        put(copied);
        append(line(copied));
    }

    /// One that nobody asks for any more would tell what once was right.
    private void removeFormerSidecar(CopiedFile now) throws IOException {
        Optional<CopiedFile> former = of(now.imageId())
                .filter(before -> now.told().sidecar().isEmpty()
                        || before.file().equals(now.file())
                                && !before.told().sidecar().equals(now.told().sidecar()))
                .filter(before -> !isOfAnother(now.imageId(), before.told().sidecar()));
        Optional<Path> sidecar = former.flatMap(this::sidecar);
        if (sidecar.isPresent()) {
            Files.deleteIfExists(sidecar.get());
        }
    }

    private String relative(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private static String sha256(Path file) {
        return Sha256.of(ImageSource.ofFile(file), _ -> {});
    }

    /// The sidecar of a copy as we wrote it; empty when there is none, or somebody changed it.
    Optional<Path> sidecar(CopiedFile copied) {
        return Optional.of(copied.told().sidecar())
                .filter(name -> !name.isEmpty())
                .flatMap(this::path)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .filter(file -> sha256(file).equals(copied.told().sidecarSha256()));
    }

    /// Whether we wrote a sidecar for this image, and nobody has changed it since.
    boolean isOwnSidecar(String imageId, Path file) {
        return of(imageId).flatMap(this::sidecar).filter(file::equals).isPresent();
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
        String sidecar = copied.told().sidecar();
        return sidecar.isEmpty()
                || !isOfAnother(copied.imageId(), sidecar)
                        && path(sidecar).filter(Files::exists).isPresent();
    }

    private void append(String line) throws IOException {
        Path record = folder.resolve(NAME);
        String start = Files.exists(record) ? "" : head();
        Files.writeString(record, start + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Whole, without what was replaced or forgotten.
    void save() throws IOException {
        AtomicFile.replace(folder.resolve(NAME), out -> {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            for (CopiedFile copied : byId.values()) {
                out.write(line(copied).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private String head() {
        return object(Map.of(LIBRARY, library));
    }

    private static String line(CopiedFile copied) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("image_id", copied.imageId());
        fields.put("file", copied.file());
        fields.put("sha256", copied.sha256());
        fields.put("size", copied.left().size());
        fields.put("modified", copied.left().modified());
        copied.coming().ifPresent(state -> {
            fields.put("coming_size", state.size());
            fields.put("coming_modified", state.modified());
        });
        fields.put("ours", copied.isOurs());
        if (!copied.told().equals(Told.NOTHING)) {
            fields.put("caption", copied.told().caption());
            fields.put("sidecar", copied.told().sidecar());
            fields.put("sidecar_sha256", copied.told().sidecarSha256());
        }
        return object(fields);
    }

    private static String object(Map<String, ?> fields) {
        Writer text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                switch (field.getValue()) {
                    case Long number -> json.writeNumber(number);
                    case Boolean truth -> json.writeBoolean(truth);
                    default -> json.writeString(field.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("nothing can fail in memory", e);
        }
        return text + "\n";
    }
}
