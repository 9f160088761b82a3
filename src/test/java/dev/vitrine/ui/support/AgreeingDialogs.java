package dev.vitrine.ui.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A person who agrees to everything and chooses nothing.
///
/// @param asked what the buttons said that were agreed to
public record AgreeingDialogs(List<String> asked) implements Dialogs {
    @Override
    public boolean confirm(String title, String explanation, String action) {
        asked.add(action);
        return true;
    }

    @Override
    public List<Path> chooseFiles(FilePurpose purpose, String title) {
        return List.of();
    }

    @Override
    public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
        return Optional.empty();
    }
}
