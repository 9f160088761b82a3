package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every type of image is known wherever types are listed. Safe file names, the chooser of files and the form of
/// uploads are asked by their own tests.
class ImageTypesTest {
    private static final Pattern EXTENSION = Pattern.compile(
            "\"(?:\\*?\\.)?(" + allExtensions().collect(Collectors.joining("|")) + ")\"", Pattern.CASE_INSENSITIVE);

    @Test
    void noExtensionOrMediaTypeMeansTwoTypes() {
        List<String> extensions = allExtensions().toList();
        List<String> mimeTypes = Arrays.stream(ImageType.values())
                .flatMap(type -> type.mimeTypes().stream())
                .toList();
        assertEquals(extensions.size(), new HashSet<>(extensions).size(), extensions.toString());
        assertEquals(mimeTypes.size(), new HashSet<>(mimeTypes).size(), mimeTypes.toString());
    }

    @Test
    void everyTypeIsFoundByItsNameInSearches() {
        for (ImageType type : ImageType.values()) {
            assertEquals(type, ImageType.byExtension(type.name()).orElseThrow());
        }
    }

    @Test
    void linuxOffersVitrineForEveryType() throws IOException {
        String entry = Files.readString(Path.of("packaging", "linux", "dev.vitrine.Vitrine.desktop"));
        String offered = entry.lines()
                .filter(line -> line.startsWith("MimeType="))
                .findFirst()
                .orElseThrow()
                .substring("MimeType=".length());
        assertEquals(
                Arrays.stream(ImageType.values())
                        .flatMap(type -> type.mimeTypes().stream())
                        .map(type -> type + ";")
                        .collect(Collectors.joining()),
                offered);
    }

    /// What the installed program needs for types that it does not decode itself.
    @Test
    void linuxPackagesRecommendTheProgramsThatDecode() throws IOException {
        Path linux = Path.of("packaging", "linux");
        String debian = Files.readString(linux.resolve("control"));
        assertTrue(debian.contains("\nRecommends: libheif-examples, libjxl-tools\n"), debian);
        String fedora = Files.readString(linux.resolve("vitrine.spec"));
        assertTrue(fedora.contains("\nRecommends: libheif-tools\nRecommends: libjxl-utils\n"), fedora);
    }

    @Test
    void theReadmeNamesEveryType() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> unnamed = Arrays.stream(ImageType.values())
                .map(ImageType::label)
                .filter(label ->
                        !Pattern.compile("\\b" + label + "\\b").matcher(readme).find())
                .toList();
        assertEquals(List.of(), unnamed);
    }

    /// A second list would soon be another one. Decoders, which are about one type each, may name theirs.
    /// The sentences that say where metadata can be taken out are written by hand: they name exactly those kinds.
    @Test
    void whereMetadataCanBeTakenOutIsSaidOfTheKindsThatCan() throws Exception {
        var labels = new TreeSet<String>();
        for (ImageType type : ImageType.values()) {
            Class<?> declaring = Formats.of(type)
                    .getClass()
                    .getMethod("withoutMetadata", SourceBytes.class, Orientation.class)
                    .getDeclaringClass();
            if (declaring != ImageFormat.class) {
                labels.add(type.label());
            }
        }
        for (String language : List.of("", "_de")) {
            var texts = new Properties();
            try (Reader in = Files.newBufferedReader(
                    Path.of("src/main/resources/dev/vitrine/ui/messages" + language + ".properties"))) {
                texts.load(in);
            }
            for (String key :
                    List.of("upload.form.removeMetadata.explained", "download.remove.note", "share.remove.note")) {
                Set<String> named = Arrays.stream(ImageType.values())
                        .map(ImageType::label)
                        .filter(label -> Pattern.compile("\\b" + Pattern.quote(label) + "\\b")
                                .matcher(texts.getProperty(key))
                                .find())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertEquals(labels, named, key + language);
            }
        }
    }

    @Test
    void nothingElseListsExtensions() throws IOException {
        var lists = new TreeSet<String>();
        for (Path file : FolderContent.files(Path.of("src", "main", "java")).stream()
                .filter(file ->
                        file.toString().endsWith(".java") && !file.getParent().endsWith("format"))
                .toList()) {
            long named = EXTENSION
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
            if (named > 1) {
                lists.add(file.getFileName().toString());
            }
        }
        assertEquals(Set.of("ImageType.java"), lists);
    }

    private static Stream<String> allExtensions() {
        return Arrays.stream(ImageType.values()).flatMap(type -> type.extensions().stream());
    }
}
