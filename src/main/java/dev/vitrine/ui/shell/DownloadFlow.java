package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.ui.actions.TransferPrice;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.download.DownloadFormView;
import dev.vitrine.ui.download.DownloadFormViewModel;
import dev.vitrine.ui.download.DownloadListView;
import dev.vitrine.ui.download.DownloadListViewModel;
import dev.vitrine.ui.download.DownloadStatusView;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// The ways out of the library: one image goes where the save dialog says, several go through a small form; the list
/// below tells how far they are.
final class DownloadFlow {
    private final Dialogs dialogs;
    private final DownloadListViewModel list;
    private final Background background;
    private final TransferPrice price;
    private final DownloadFormViewModel form;
    private final LazyNode<DownloadListView> listView;
    private final DownloadStatusView status;
    private final BooleanProperty listShown = new SimpleBooleanProperty();

    /// @param list of what is under way, which lives longer than what shows it here
    DownloadFlow(
            DownloadListViewModel list,
            Settings settings,
            Dialogs dialogs,
            Background background,
            RenditionViewModel copies,
            TransferPrice price) {
        this.dialogs = dialogs;
        this.list = list;
        this.background = background;
        this.price = price;
        form = new DownloadFormViewModel(settings, dialogs, copies, this::start);
        listView = new LazyNode<>(listShown, this::createList);
        status = new DownloadStatusView(list, () -> listShown.set(!listShown.get()));
        // Troubles must be seen: the list comes up by itself. With nothing in it, it goes.
        ObservableValue<DownloadListViewModel.Summary> summary = WhileShown.of(list.summaryProperty(), status);
        summary.map(DownloadListViewModel.Summary::troubled).subscribe(troubled -> {
            if (troubled > 0) {
                listShown.set(true);
            }
        });
        summary.map(now -> now.running() + now.troubled() == 0).subscribe(idle -> {
            if (idle) {
                listShown.set(false);
            }
        });
    }

    private DownloadListView createList() {
        var view = new DownloadListView(list, () -> listShown.set(false));
        Nodes.showWhen(view, listShown);
        return view;
    }

    private Node createForm() {
        var view = new DownloadFormView(form);
        return Modal.card(view, form.openProperty(), view.first(), form::enter, form::close);
    }

    /// One image without further questions than where to.
    void download(List<ImageRecord> images) {
        if (images.size() == 1) {
            ImageRecord image = images.getFirst();
            dialogs.chooseSaveFile(FilePurpose.DOWNLOAD, Messages.text("download.choose.one"), form.name(image))
                    .ifPresent(file -> save(image, file));
        } else {
            form.open(images);
        }
    }

    /// Into the folder of last time, with the choices of last time; asks where there is none.
    void downloadAgain(List<ImageRecord> images) {
        form.repeat(images);
    }

    private void start(DownloadRequest request) {
        background.run(
                () -> price.coming(request.images()),
                coming -> {
                    if (price.agreed(dialogs, coming)) {
                        list.start(request);
                    }
                },
                _ -> list.start(request)); // which says what is wrong
    }

    private void save(ImageRecord image, Path file) {
        start(new DownloadRequest(
                List.of(image), new Destination.File(file), FilePattern.NAME, Taken.KEEP_BOTH, form.form(image, file)));
    }

    /// With all choices, also for one.
    void export(List<ImageRecord> images) {
        form.open(images);
    }

    /// The form comes up over the page when it is asked for.
    void cover(Pane page) {
        LazyNode.over(page, form.openProperty(), this::createForm);
    }

    Node listView() {
        return listView.place();
    }

    Node statusView() {
        return status;
    }
}
