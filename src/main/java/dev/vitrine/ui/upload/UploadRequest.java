package dev.vitrine.ui.upload;

import dev.vitrine.image.ImageSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody wants to upload, before the form has asked the rest.
///
/// @param picture a picture that is no file, instead of files
/// @param user whose they shall be, `""` when none was given
public record UploadRequest(List<Path> files, Optional<ImageSource> picture, String user, List<String> tags) {
    public UploadRequest {
        files = List.copyOf(files);
        tags = List.copyOf(tags);
    }

    public static UploadRequest ofFiles(List<Path> filesAndFolders) {
        return new UploadRequest(filesAndFolders, Optional.empty(), "", List.of());
    }

    static UploadRequest ofPicture(ImageSource picture) {
        return new UploadRequest(List.of(), Optional.of(picture), "", List.of());
    }

    UploadRequest with(List<Path> more) {
        return new UploadRequest(
                Stream.concat(files.stream(), more.stream()).distinct().toList(), picture, user, tags);
    }

    /// Whether these can be uploaded together.
    boolean takes(UploadRequest more) {
        return picture.isEmpty() && more.picture.isEmpty();
    }

    public UploadRequest as(String userId) {
        return new UploadRequest(files, picture, userId, tags);
    }

    public UploadRequest tagged(List<String> given) {
        return new UploadRequest(files, picture, user, given);
    }
}
