package dev.vitrine.ui.shell;

import dev.vitrine.connection.Library;
import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.desktop.DesktopNotice;
import dev.vitrine.ui.desktop.SystemClipboard;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.upload.ClipboardUpload;
import dev.vitrine.ui.upload.DropOverlay;
import dev.vitrine.ui.upload.ReceiptsView;
import dev.vitrine.ui.upload.ReceiptsViewModel;
import dev.vitrine.ui.upload.UploadEnds;
import dev.vitrine.ui.upload.UploadFormView;
import dev.vitrine.ui.upload.UploadFormViewModel;
import dev.vitrine.ui.upload.UploadListView;
import dev.vitrine.ui.upload.UploadListViewModel;
import dev.vitrine.ui.upload.UploadProblems;
import dev.vitrine.ui.upload.UploadRequest;
import dev.vitrine.ui.upload.UploadStatusView;
import dev.vitrine.ui.upload.WatchStatusView;
import dev.vitrine.ui.upload.WatchView;
import dev.vitrine.ui.upload.WatchViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;

/// The ways into the library: dropped, pasted or chosen files all end in the same small form; its uploads show in the
/// list below.
final class UploadFlow implements AutoCloseable {
    private final UploadFormViewModel form;
    private final UploadListViewModel list;
    private final LazyNode<UploadListView> listView;
    private final UploadStatusView status;
    private final BooleanProperty listShown = new SimpleBooleanProperty();
    private final Program program;
    private final LibraryRights rights;
    private final WatchViewModel watches;
    private final ReceiptsViewModel receipts;

    UploadFlow(ShellContext context) {
        program = context.program();
        rights = context.rights();
        Settings settings = context.settings();
        Library library = context.session().library();
        Background background = program.background();
        form = new UploadFormViewModel(library.uploads(), library.images(), background, settings);
        form.openProperty().subscribe(_ -> form.unreadProperty().set(isUnread(library)));
        form.partProperty()
                .set(library.cloud().stream()
                        .anyMatch(cloud -> !cloud.mirror().scope().isAll()));
        list = new UploadListViewModel(library.uploads(), background);
        listView = new LazyNode<>(listShown, this::createList);
        watches = new WatchViewModel(library.uploads().watches(), background, program.dialogs(), settings);
        receipts =
                new ReceiptsViewModel(library.uploads(), background, program.dialogs(), new SystemClipboard()::putText);
        list.snapshotProperty().subscribe(_ -> receipts.refresh());
        status = new UploadStatusView(list, () -> listShown.set(!listShown.get()));
        var problems = new UploadProblems(program.problems());
        watches.statusesProperty().subscribe(problems::noteWatched);
        // Troubles must be seen: the list comes up by itself when a file fails; not for
        // those of an earlier run.
        list.snapshotProperty().subscribe(snapshot -> {
            if (problems.areNew(snapshot)) {
                listShown.set(true);
            }
        });
        list.cancelledProperty().subscribe(cancelled -> cancelled.ifPresent(this::offerUndo));
        var desktop = new DesktopNotice(background);
        new UploadEnds(
                list.snapshotProperty(),
                program.stage()::isFocused,
                words -> desktop.show(Messages.text("window.title"), words));
    }

    private static boolean isUnread(Library library) {
        return library.cloud().stream()
                .anyMatch(cloud -> cloud.mirror().status().asOf().isEmpty());
    }

    private UploadListView createList() {
        var view = new UploadListView(list, this::showReceipts, () -> listShown.set(false));
        Nodes.showWhen(view, listShown);
        return view;
    }

    /// How far the uploads are, for the title of the window.
    ObservableValue<String> titleProperty() {
        return list.titleProperty();
    }

    private void offerUndo(UploadListViewModel.Cancelled cancelled) {
        program.toasts()
                .show(
                        Messages.text("upload.cancelled", cancelled.files()),
                        Messages.text("actions.undo"),
                        () -> list.restore(cancelled));
    }

    Node listView() {
        return listView.place();
    }

    Node statusView() {
        return status;
    }

    Node watchView() {
        return new WatchStatusView(watches);
    }

    /// What comes up over the page when it is asked for.
    void cover(Pane page) {
        LazyNode.over(page, form.openProperty(), () -> new UploadFormView(form));
        LazyNode.over(page, watches.openProperty(), () -> new WatchView(watches, form));
        LazyNode.over(page, receipts.openProperty(), () -> new ReceiptsView(receipts));
    }

    void showWatched() {
        if (isAllowed()) {
            form.learnKnown();
            watches.open();
        }
    }

    void showReceipts() {
        receipts.open();
    }

    private boolean isAllowed() {
        return rights.allowsOrTells(LibraryAct.UPLOAD);
    }

    /// Takes files that are dropped where nothing else takes them.
    Node dropOverlay(Node window) {
        return new DropOverlay(
                        window,
                        this::arrived,
                        () -> rights.allows(LibraryAct.UPLOAD) ? "" : rights.refusal(LibraryAct.UPLOAD))
                .pictures(this::take)
                .hint();
    }

    /// Dropped, chosen, or given to the program when it, or another of it, was started; a form that is open keeps
    /// what was typed.
    void arrived(List<Path> files) {
        if (isAllowed()) {
            form.add(files);
        }
    }

    void droppedOnto(List<Path> files, Optional<String> user, Optional<String> tag) {
        if (!isAllowed()) {
            return;
        }
        UploadRequest request = UploadRequest.ofFiles(files);
        request = user.map(request::as).orElse(request);
        form.add(request.tagged(tag.map(List::of).orElse(List.of())));
    }

    void choose() {
        choose(this::arrived);
    }

    void chooseAs(String user) {
        choose(files -> droppedOnto(files, Optional.of(user), Optional.empty()));
    }

    private void choose(Consumer<List<Path>> then) {
        if (!isAllowed()) {
            return;
        }
        List<Path> files = program.dialogs().chooseFiles(FilePurpose.UPLOAD, Messages.text("shell.upload.choose"));
        if (!files.isEmpty()) {
            then.accept(files);
        }
    }

    void chooseFolder() {
        if (!isAllowed()) {
            return;
        }
        program.dialogs()
                .chooseFolder(FilePurpose.UPLOAD, Messages.text("shell.upload.chooseFolder"))
                .ifPresent(folder -> arrived(List.of(folder)));
    }

    void bind(KeyBindings onImages, KeyBindings inWindow) {
        onImages.on(Shortcut.PASTE, this::paste);
        inWindow.on(Shortcut.UPLOAD, this::choose);
        inWindow.on(Shortcut.UPLOAD_FOLDER, this::chooseFolder);
    }

    void paste() {
        take(Clipboard.getSystemClipboard());
    }

    private void take(Clipboard clipboard) {
        if (isAllowed()) {
            ClipboardUpload.read(clipboard, program.background(), form::add, program.toasts()::failure);
        }
    }

    @Override
    public void close() {
        watches.close();
        list.close();
    }
}
