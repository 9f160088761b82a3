package dev.vitrine.ui.desktop;

import dev.vitrine.image.ImageType;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Settings;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Questions as sheets over the window, and the system's choosers of files.
public final class WindowDialogs implements Dialogs {
    /// How often a question asks what it is about.
    private static final Duration FOLLOWS = Duration.millis(250);

    private final Window owner;
    private final LastFolders folders;

    public WindowDialogs(Window owner, Settings settings) {
        this.owner = owner;
        folders = new LastFolders(settings, Path.of(System.getProperty("user.home", "")));
    }

    /// The way back has the focus, and Enter in no field destroys.
    @Override
    public boolean confirm(String title, String explanation, String action) {
        return confirming(title, Sheet.explanation(explanation), action).ask(owner);
    }

    private static Sheet confirming(String title, Label explanation, String action) {
        var sheet = new Sheet(title, explanation).id("confirm");
        sheet.leaving(Messages.text("dialogs.cancel"));
        sheet.agreeing(action, "danger").setId("confirm-act");
        return sheet;
    }

    @Override
    public boolean agree(String title, String explanation, String action) {
        return agreeing(title, Sheet.explanation(explanation), action).ask(owner);
    }

    private static Sheet agreeing(String title, Label explanation, String action) {
        var sheet = new Sheet(title, explanation).id("confirm");
        sheet.leaving(Messages.text("dialogs.cancel"));
        Button agree = sheet.agreeing(action, "accent");
        agree.setId("confirm-act");
        return sheet.first(agree);
    }

    @Override
    public FollowedAnswer confirmWhile(String title, Supplier<String> explanation, String action) {
        return askedWhile(explanation, words -> confirming(title, words, action));
    }

    @Override
    public FollowedAnswer agreeWhile(String title, Supplier<String> explanation, String action) {
        return askedWhile(explanation, words -> agreeing(title, words, action));
    }

    private FollowedAnswer askedWhile(Supplier<String> explanation, Function<Label, Sheet> asking) {
        String now = explanation.get();
        if (now.isEmpty()) {
            return FollowedAnswer.OVER;
        }
        Label words = Sheet.explanation(now);
        Sheet sheet = asking.apply(words);
        var over = new AtomicBoolean();
        var following = new PauseTransition(FOLLOWS);
        following.setOnFinished(_ -> {
            String next = explanation.get();
            if (next.isEmpty()) {
                over.set(true);
                sheet.close();
            } else {
                words.setText(next);
                following.playFromStart();
            }
        });
        following.play();
        boolean agreed = sheet.ask(owner);
        following.stop();
        if (over.get()) {
            return FollowedAnswer.OVER;
        }
        return agreed ? FollowedAnswer.YES : FollowedAnswer.NO;
    }

    /// Enter behind the number does nothing: the button has to be meant.
    @Override
    public boolean confirmNumber(String title, String explanation, String action, int number) {
        var typed = new TextField();
        typed.setId("confirm-number");
        typed.setAccessibleText(Messages.text("dialogs.number", number));
        var asked = new Label(Messages.text("dialogs.number", number));
        asked.setLabelFor(typed);
        var sheet = new Sheet(title, Sheet.explanation(explanation), asked, typed).id("confirm");
        sheet.leaving(Messages.text("dialogs.cancel"));
        Button act = sheet.agreeing(action, "danger");
        act.setId("confirm-act");
        act.disableProperty()
                .bind(typed.textProperty()
                        .map(text -> !text.replaceAll("\\D", "").equals(String.valueOf(number))));
        return sheet.first(typed).ask(owner);
    }

    @Override
    public List<Path> chooseFiles(FilePurpose purpose, String title) {
        FileChooser chooser = fileChooser(purpose, title);
        offer(chooser, "dialogs.files.pictures", picturePatterns());
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        List<Path> files = chosen.stream().map(File::toPath).toList();
        folders.remember(purpose, files.getFirst());
        return files;
    }

    @Override
    public Optional<Path> chooseFile(FilePurpose purpose, String title) {
        FileChooser chooser = fileChooser(purpose, title);
        offer(chooser, "dialogs.files.tables", List.of("*.csv", "*.CSV", "*.tsv", "*.txt", "*.jsonl", "*.json"));
        return remembered(purpose, chooser.showOpenDialog(owner));
    }

    private static void offer(FileChooser chooser, String kind, List<String> patterns) {
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter(Messages.text(kind), patterns),
                        new ExtensionFilter(Messages.text("dialogs.files.all"), "*"));
    }

    /// GTK tells small and capital letters apart, and cameras write all of these.
    static List<String> picturePatterns() {
        return Arrays.stream(ImageType.values())
                .flatMap(type -> type.extensions().stream())
                .flatMap(extension -> Stream.of(
                        extension,
                        extension.toUpperCase(Locale.ROOT),
                        extension.substring(0, 1).toUpperCase(Locale.ROOT) + extension.substring(1)))
                .distinct()
                .map(extension -> "*." + extension)
                .toList();
    }

    @Override
    public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        begin(purpose, chooser::setInitialDirectory);
        return remembered(purpose, chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
        FileChooser chooser = fileChooser(purpose, title);
        chooser.setInitialFileName(suggestedName);
        return remembered(purpose, chooser.showSaveDialog(owner));
    }

    private FileChooser fileChooser(FilePurpose purpose, String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        begin(purpose, chooser::setInitialDirectory);
        return chooser;
    }

    private void begin(FilePurpose purpose, Consumer<File> chooser) {
        folders.of(purpose).map(Path::toFile).ifPresent(chooser);
    }

    private Optional<Path> remembered(FilePurpose purpose, @Nullable File chosen) {
        Optional<Path> path = Optional.ofNullable(chosen).map(File::toPath);
        path.ifPresent(place -> folders.remember(purpose, place));
        return path;
    }
}
