package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.CaptionWriter;
import dev.vitrine.picture.CorrectionWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The XMP file that stands beside a copy.
///
/// @param content of it
/// @param isOfRaw raw files have it under the name that their programs read, `IMG.xmp`; where that is taken, and
///   for all others, it is `IMG.CR2.xmp`
record SidecarFile(byte[] content, boolean isOfRaw) {
    static SidecarFile of(ImageRecord image, Optional<ImageType> type) {
        return new SidecarFile(
                CorrectionWriter.inSidecar(writer(image).sidecar(), image.facts()),
                type.filter(ImageType::isRaw).isPresent());
    }

    /// Says how the copy is to be turned, too.
    static SidecarFile of(ImageRecord image, Optional<ImageType> type, ImageSource copy) {
        return new SidecarFile(
                CorrectionWriter.inSidecar(writer(image).sidecar(), image.facts(), copy),
                type.filter(ImageType::isRaw).isPresent());
    }

    static CaptionWriter writer(ImageRecord image) {
        return new CaptionWriter(image.caption(), image.facts().originalName());
    }

    String nameFor(String copy) {
        return copy + ".xmp";
    }

    /// Beside a copy that has its name; a file that says the same already is left alone, one of another image too.
    ///
    /// @param temporaries folder for what is on its way
    /// @param placed tells which files are our own from an earlier time, and whose
    /// @return where it is
    /// @throws ImageException.Conflict when others stand in its place
    Path write(ImageRecord image, Path copy, Path temporaries, PlacementListener placed) throws IOException {
        String name = copy.getFileName().toString();
        List<String> names =
                isOfRaw ? List.of(nameFor(FileNames.withoutExtension(name)), nameFor(name)) : List.of(nameFor(name));
        try (var file = new WholeFile(temporaries)) {
            String sha256 = file.copy(ImageSource.ofBytes(name, content), _ -> {});
            file.force();
            for (String each : names) {
                Path target = copy.resolveSibling(each);
                if (placed.isOfAnother(image, target)) {
                    continue;
                }
                if (isSame(target)) {
                    return target;
                }
                if (Files.exists(target) && placed.isOwnSidecar(image, target)) {
                    placed.comingSidecar(image, copy, target, sha256);
                    file.publishOver(target);
                    return target;
                }
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    continue; // somebody's own
                }
                placed.comingSidecar(image, copy, target, sha256);
                try {
                    file.publishNew(target);
                    return target;
                } catch (FileAlreadyExistsException _) {
                    // Another program was faster.
                }
            }
        }
        throw new ImageException.Conflict("The image was saved, but " + quoted(nameFor(name))
                + " exists already and was left as it is: its title and tags were not written.");
    }

    private boolean isSame(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == content.length
                    && Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException _) {
            return false;
        }
    }
}
