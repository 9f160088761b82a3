package dev.vitrine.ui.shell;

import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.archive.RetrievalOffer;
import dev.vitrine.store.BringBack;
import dev.vitrine.ui.archive.BringBackView;
import dev.vitrine.ui.archive.BringBackViewModel;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// The way out of an archive, and what is said in place of doing something with originals that lie in one.
final class ArchiveFlow implements AutoCloseable {
    private static final ImageQuery ARCHIVED = ImageQuery.ALL.withValue(
            Attribute.STORAGE_CLASS,
            Optional.of(new AnyOf(Set.of(new ValueText(Attribute.STORAGE_CLASS.searchExample(), false)))));

    private final LibrarySession session;
    private final ImageService images;
    private final BringBackViewModel form;
    private final ReadOnlyBooleanWrapper any = new ReadOnlyBooleanWrapper();
    private final Subscription changes;

    ArchiveFlow(ShellContext context) {
        session = context.session();
        images = session.library().images();
        form = new BringBackViewModel(
                isOnAws(session.library().profile()) ? Optional.of(AwsPrices.load()) : Optional.empty(), this::ask);
        boolean isLocal = session.library().cloud().isEmpty();
        Runnable look = session.background().oncePerPulse(this::look);
        changes = isLocal ? () -> {} : images.subscribe(look);
        if (!isLocal) {
            look();
        }
    }

    private static boolean isOnAws(ConnectionProfile profile) {
        return profile instanceof ConnectionProfile.Cloud(var settings) && settings.isOnAws();
    }

    private void look() {
        session.background().run(() -> images.search(ARCHIVED).size() > 0, any::set, _ -> {});
    }

    /// Whether anything of this library is known to lie in an archive.
    ReadOnlyBooleanProperty anyProperty() {
        return any.getReadOnlyProperty();
    }

    /// Asks how, as far as there is anything to bring back.
    void bringBack(List<ImageRecord> chosen) {
        List<ImageRecord> archived = RetrievalOffer.toBringBack(chosen, images.now());
        if (archived.isEmpty()) {
            session.toasts().show(Messages.text("archive.nothing", chosen.size()));
        } else {
            form.open(archived);
        }
    }

    private void ask(List<ImageRecord> archived, BringBack request) {
        List<String> ids = archived.stream().map(ImageRecord::imageId).toList();
        String label = Messages.text("archive.label", ids.size());
        session.runJob(label, progress -> images.bringBack(ids, request, progress), outcome -> asked(label, outcome));
    }

    private void asked(String label, BulkOutcome outcome) {
        if (!outcome.done().isEmpty()) {
            session.toasts().show(Messages.text("archive.asked", outcome.done().size()));
        }
        session.jobs().skip(label, outcome.failed());
    }

    /// Goes on with those that can be read, and says what can be done about the others.
    void withReadable(List<ImageRecord> chosen, Consumer<List<ImageRecord>> then) {
        List<ImageRecord> readable = readable(chosen);
        if (!readable.isEmpty()) {
            then.accept(readable);
        }
    }

    private List<ImageRecord> readable(List<ImageRecord> chosen) {
        List<ImageRecord> readable = chosen.stream().filter(images::isReadable).toList();
        int left = chosen.size() - readable.size();
        if (left > 0) {
            List<ImageRecord> archived = RetrievalOffer.toBringBack(chosen, images.now());
            String said =
                    Messages.text(archived.isEmpty() ? "archive.left.coming" : "archive.left", left, chosen.size());
            if (archived.isEmpty()) {
                session.toasts().show(said);
            } else {
                session.toasts().show(said, Messages.text("archive.bringBack"), () -> form.open(archived));
            }
        }
        return readable;
    }

    /// The same for what is dragged.
    ImageSelection readable(ImageSelection chosen) {
        if (chosen.few().size() < chosen.size()) {
            return chosen;
        }
        List<ImageRecord> readable = readable(chosen.few());
        return readable.size() == chosen.size() ? chosen : ImageSelection.of(readable);
    }

    /// The form comes up over the page when it is asked for.
    void cover(Pane page) {
        cover(page, form);
    }

    static void cover(Pane page, BringBackViewModel form) {
        LazyNode.over(page, form.openProperty(), () -> createForm(form));
    }

    private static Node createForm(BringBackViewModel form) {
        var view = new BringBackView(form);
        return Modal.card(view, form.openProperty(), view.first(), form::bringBack, form::close);
    }

    @Override
    public void close() {
        changes.close();
        form.close();
    }
}
