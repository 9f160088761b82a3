package dev.vitrine.ui.support;

import dev.vitrine.picture.pixels.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A clipboard that remembers every text.
public final class CopiedTexts implements PictureClipboard {
    private final List<String> texts = new ArrayList<>();

    public List<String> texts() {
        return texts;
    }

    @Override
    public void putFiles(List<Path> files) {
        throw new AssertionError("files were copied");
    }

    @Override
    public void putPicture(Picture picture) {
        throw new AssertionError("a picture was copied");
    }

    @Override
    public void putText(String text) {
        texts.add(text);
    }
}
