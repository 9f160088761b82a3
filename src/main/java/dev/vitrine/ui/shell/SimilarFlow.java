package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageSource;
import dev.vitrine.service.similar.SimilarImages;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.upload.ClipboardUpload;
import dev.vitrine.ui.upload.UploadRequest;
import javafx.scene.input.Clipboard;

/// Shows what looks like an image, or like what is on the clipboard.
record SimilarFlow(ShellContext context, Browsing browsing) {
    /// Says what to do where it is not known what it looks like.
    void findSimilar(String imageId) {
        LibrarySession session = context.session();
        session.run(() -> session.library().similar().hash(imageId), _ -> show(imageId));
    }

    void findSimilarToClipboard() {
        LibrarySession session = context.session();
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (!ClipboardUpload.isOffered(clipboard)) {
            session.toasts().show(Messages.text("similar.noClipboard"));
            return;
        }
        ClipboardUpload.read(clipboard, session.background(), this::findSimilar, session.toasts()::failure);
    }

    private void findSimilar(UploadRequest request) {
        LibrarySession session = context.session();
        ImageSource source = request.picture()
                .orElseGet(() -> ImageSource.ofFile(request.files().getFirst()));
        session.run(() -> session.library().similar().hash(source), hash -> show(hash.toString()));
    }

    private void show(String to) {
        browsing.viewer().close();
        browsing.filter().showOnly(SimilarImages.query(to));
    }
}
