package dev.vitrine.ui.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks nothing: tests override the question that is to be asked.
public class NoDialogs implements Dialogs {
    @Override
    public boolean confirm(String title, String explanation, String action) {
        throw new AssertionError(title);
    }

    @Override
    public List<Path> chooseFiles(FilePurpose purpose, String title) {
        throw new AssertionError(title);
    }

    @Override
    public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
        throw new AssertionError(title);
    }

    @Override
    public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
        throw new AssertionError(title);
    }
}
