package dev.vitrine.ui.desktop;

import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.ui.controls.PictureImage;
import dev.vitrine.ui.support.PictureClipboard;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// The clipboard of the desktop.
public final class SystemClipboard implements PictureClipboard {
    @Override
    public void putFiles(List<Path> files) {
        var content = new ClipboardContent();
        content.putFiles(files.stream().map(Path::toFile).toList());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void putPicture(Picture picture) {
        var content = new ClipboardContent();
        content.putImage(PictureImage.of(picture));
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void putText(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
