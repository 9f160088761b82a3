package dev.vitrine.ui.upload;

import dev.vitrine.ui.support.Dialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks nothing: tests override the question that is to be asked.
class NoDialogs implements Dialogs {
    @Override
    public boolean confirm(String title, String explanation, String action) {
        throw new AssertionError(title);
    }

    @Override
    public List<Path> chooseFiles(String title) {
        throw new AssertionError(title);
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        throw new AssertionError(title);
    }

    @Override
    public Optional<Path> chooseSaveFile(String title, String suggestedName) {
        throw new AssertionError(title);
    }
}
