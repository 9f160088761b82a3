package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Dialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A person who has decided beforehand what to answer.
final class AnsweringDialogs implements Dialogs {
    private final Deque<Path> saveAs = new ArrayDeque<>();
    private final Deque<List<Path>> files = new ArrayDeque<>();
    private final Deque<Path> folders = new ArrayDeque<>();
    private final Deque<Boolean> confirmations = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private Runnable whileAsked = () -> {};

    void saveAs(Path file) {
        saveAs.add(file);
    }

    void choose(List<Path> chosen) {
        files.add(chosen);
    }

    void saveInto(Path folder) {
        folders.add(folder);
    }

    void answer(boolean yes) {
        confirmations.add(yes);
    }

    /// @param meanwhile happens while a question is open
    void whileAsked(Runnable meanwhile) {
        whileAsked = meanwhile;
    }

    /// The questions put, in order.
    List<String> asked() {
        return asked;
    }

    List<String> unanswered() {
        return unanswered;
    }

    @Override
    public boolean confirm(String title, String explanation, String action) {
        Optional<Boolean> answer = answered(title, confirmations);
        whileAsked.run();
        return answer.orElse(false);
    }

    @Override
    public List<Path> chooseFiles(FilePurpose purpose, String title) {
        return answered(title, files).orElse(List.of());
    }

    @Override
    public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
        return answered(title, folders);
    }

    @Override
    public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
        return answered(title + " " + suggestedName, saveAs);
    }

    private <T> Optional<T> answered(String question, Deque<T> answers) {
        asked.add(question);
        if (answers.isEmpty()) {
            unanswered.add(question);
        }
        return Optional.ofNullable(answers.poll());
    }
}
