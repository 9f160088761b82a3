package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.DownloadOutcome;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.service.download.FolderCopy;
import dev.vitrine.service.download.FolderCopy.CopyPlan;
import dev.vitrine.ui.actions.TransferPrice;
import dev.vitrine.ui.desktop.FileBrowser;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Preferences;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a copy of what the gallery shows in a folder: tells what is to be done, does it, and the next time only what
/// is new.
record FolderCopyFlow(ShellContext context, GalleryViewModel gallery) {
    void keepCopy() {
        gallery.whenFound(this::keepFound);
    }

    private void keepFound() {
        LibrarySession session = context.session();
        ImagePages shown = ImagePages.of(gallery.resultProperty().get());
        if (shown.size() == 0) {
            session.toasts().show(Messages.text("copy.none"));
            return;
        }
        context.program()
                .dialogs()
                .chooseFolder(FilePurpose.COPY, Messages.text("copy.choose", shown.size()))
                .ifPresent(folder -> {
                    var copy = new FolderCopy(
                            session.library().downloads(),
                            folder,
                            session.library().profile().key(),
                            FilePattern.NAME,
                            CaptionPlace.of(new Preferences(context.settings())
                                    .writesCaptionsProperty()
                                    .get()));
                    session.runJob(
                            Messages.text("copy.comparing", Format.path(folder, 60)),
                            progress -> priced(copy.plan(shown, progress)),
                            plan -> ask(copy, plan, folder));
                });
    }

    /// @param price one more sentence, or `""`
    private record PricedPlan(CopyPlan plan, String price) {}

    private PricedPlan priced(CopyPlan plan) {
        var price = TransferPrice.of(context.session().library());
        return new PricedPlan(plan, price.sentence("transfer.price", plan::requested));
    }

    private void ask(FolderCopy copy, PricedPlan priced, Path folder) {
        LibrarySession session = context.session();
        CopyPlan plan = priced.plan();
        String place = Format.path(folder, 60);
        String rest = Messages.text(
                "copy.rest", plan.there(), plan.edited().size(), plan.gone().size());
        int count = plan.requested().size();
        if (count == 0) {
            session.toasts().show(Messages.text("copy.upToDate", place, rest));
            return;
        }
        boolean isMeant = context.program()
                .dialogs()
                .agree(
                        Messages.text("copy.title", place),
                        Messages.text("copy.plan", count, Format.bytes(plan.bytes()), rest, priced.price()),
                        Messages.text("copy.act", count));
        if (isMeant) {
            String label = Messages.text("copy.label", count, place);
            session.runJob(label, progress -> copy.fetch(plan, progress), outcome -> report(outcome, label, folder));
        }
    }

    private void report(DownloadOutcome outcome, String label, Path folder) {
        LibrarySession session = context.session();
        session.toasts()
                .show(
                        Messages.text("copy.done", outcome.saved(), Format.path(folder, 60)),
                        Messages.text("toast.showInFolder"),
                        () -> new FileBrowser(session.background(), session.toasts()).show(folder));
        Map<String, ImageException> failed = new LinkedHashMap<>();
        outcome.failed().forEach((image, failure) -> failed.put(image.imageId(), failure));
        session.jobs().skip(label, failed);
    }
}
