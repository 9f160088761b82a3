package dev.vitrine.ui.share;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.share.LinkRequest;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.LinkRequest.Purpose;
import dev.vitrine.service.share.LinkText;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.share.QrCode;
import dev.vitrine.service.share.SharedLinks;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.PictureClipboard;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import dev.vitrine.ui.support.Settings;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/// The links to some images, made again whenever something else is chosen. Belongs to the FX thread.
///
/// Links to originals are signed at once. Cleaned copies have to be made and stored first, so that is begun by a verb
/// of its own; copies whose links were not copied are removed.
public final class ShareViewModel {
    private static final System.Logger LOG = System.getLogger(ShareViewModel.class.getName());

    private final Optional<Links> links;
    private final Background background;
    private final Background.Lane making;
    private final PictureClipboard clipboard;
    private final ObjectProperty<Lifetime> lifetime;
    private final ObjectProperty<Purpose> purpose;
    private final ObjectProperty<LinkText> format;
    private final BooleanProperty withoutMetadata = new SimpleBooleanProperty();
    private final BooleanProperty withCaption = new SimpleBooleanProperty();
    private final RenditionViewModel copies;
    private final ReadOnlyBooleanWrapper ofCopies = new ReadOnlyBooleanWrapper();
    private final BooleanProperty takesCopies = new SimpleBooleanProperty(true);
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<ImageRecord>> images = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<SharedLinks> made = new ReadOnlyObjectWrapper<>(SharedLinks.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private volatile int handled;
    private boolean copied;

    /// @param links empty for a library that nothing outside of this machine can reach
    /// @param usual how long links work until the person chooses
    public ShareViewModel(
            Optional<Links> links,
            Background background,
            Settings settings,
            PictureClipboard clipboard,
            RenditionViewModel copies,
            Lifetime usual) {
        this.copies = copies;
        this.links = links;
        this.background = background;
        this.making = background.lane();
        this.clipboard = clipboard;
        lifetime = settings.choice("share.lifetime", usual);
        purpose = settings.choice("share.purpose", Purpose.VIEW);
        format = settings.choice("share.format", LinkText.PLAIN);
        lifetime.subscribe(_ -> renew());
        purpose.subscribe(_ -> renew());
        ofCopies.bind(Bindings.createBooleanBinding(
                () -> withoutMetadata.get() || copies.isMade(), withoutMetadata, copies.kindProperty()));
        withoutMetadata.subscribe(_ -> renew());
        copies.kindProperty().subscribe((_, _) -> renew());
        copies.renditionProperty().subscribe((_, _) -> renew());
        withCaption.subscribe(_ -> renew());
        format.subscribe(_ -> said.set(""));
    }

    /// Shares these.
    public void open(List<ImageRecord> chosen) {
        if (!chosen.isEmpty()) {
            close();
            withoutMetadata.set(false);
            withCaption.set(false);
            copies.kindProperty().set(CopyKind.ORIGINAL);
            copies.refresh();
            images.set(List.copyOf(chosen));
            open.set(true);
            renew();
            links.ifPresent(maker -> background.run(
                    maker::sweep,
                    _ -> {},
                    failure -> LOG.log(Level.INFO, "shared copies were not looked through", failure)));
        }
    }

    public void close() {
        open.set(false);
        making.cancel();
        busy.set(false);
        takeBack();
    }

    private void renew() {
        making.cancel();
        busy.set(false);
        problem.set("");
        if (ofCopies.get() || leadsToCopies()) {
            takeBack();
        }
        said.set("");
        copied = false;
        if (open.get() && !ofCopies.get()) {
            make(); // the links before stay in sight until then, grayed out, so that the card does not jump
        }
    }

    private boolean leadsToCopies() {
        return made.get().links().stream()
                .anyMatch(link -> link.key().sharedUntil().isPresent());
    }

    /// Makes the links, and cleaned copies before if those are requested.
    void make() {
        links.filter(_ -> open.get() && isSaid()).ifPresent(maker -> {
            var request = new LinkRequest(lifetime.get(), purpose.get(), copyForm());
            List<ImageRecord> requested = images.get();
            busy.set(true);
            problem.set("");
            handled = 0;
            Runnable changed = background.oncePerPulse(
                    () -> progress.set(busy.get() ? text("share.making", handled, requested.size()) : ""));
            changed.run();
            making.run(
                    () -> maker.make(requested, request, done -> {
                        handled = done;
                        changed.run();
                    }),
                    this::show,
                    this::fail);
        });
    }

    private Optional<CopyForm> copyForm() {
        return ofCopies.get()
                ? Optional.of(new CopyForm(
                        !copies.isMade(), copies.renditionProperty().get(), CaptionPlace.of(withCaption.get())))
                : Optional.empty();
    }

    private boolean isSaid() {
        return !copies.isMade() || copies.renditionProperty().get().isPresent();
    }

    private void show(SharedLinks links) {
        busy.set(false);
        made.set(links);
        if (!links.failed().isEmpty()) {
            ImageException first = links.failed().values().iterator().next();
            problem.set(text("share.failedSome", links.failed().size(), FailureText.coded(first)));
        }
    }

    private void fail(ImageException failure) {
        busy.set(false);
        made.set(SharedLinks.NONE);
        problem.set(FailureText.coded(failure));
    }

    private void takeBack() {
        said.set("");
        SharedLinks unused = made.get();
        made.set(SharedLinks.NONE);
        if (!copied && !unused.links().isEmpty()) {
            links.ifPresent(maker -> background.run(
                    () -> {
                        maker.removeCopies(unused.links());
                        return unused;
                    },
                    _ -> {},
                    failure -> LOG.log(
                            Level.WARNING,
                            "copies without a link in use were left; they go when their time is over",
                            failure)));
        }
        copied = false;
    }

    /// Puts the links on the clipboard.
    void copy() {
        if (!busy.get() && !made.get().links().isEmpty()) {
            clipboard.putText(linkText());
            copied = true;
            said.set(text("share.copied", made.get().links().size()));
        }
    }

    private String linkText() {
        return (images.get().size() == 1 ? LinkText.PLAIN : format.get())
                .of(made.get().links());
    }

    /// Copies when there is something to copy, and makes it otherwise: what Enter does.
    public void copyOrMake() {
        if (made.get().links().isEmpty() && !busy.get()) {
            make();
        } else {
            copy();
        }
    }

    /// False for a local library.
    public boolean hasLinks() {
        return links.isPresent();
    }

    String heading() {
        List<ImageRecord> shared = images.get();
        return shared.size() == 1 && !shared.getFirst().title().isBlank()
                ? text("share.heading.one", shared.getFirst().title())
                : text("share.heading", shared.size());
    }

    /// The links as they would be copied.
    ObservableValue<String> textProperty() {
        return made.flatMap(_ -> format.map(_ -> linkText()));
    }

    /// `Works until 24 Nov 2026, 14:05.`
    ObservableValue<String> endProperty() {
        return made.map(now -> now.end()
                .map(end -> text("share.end", now.links().size(), Format.time(end)))
                .orElse(""));
    }

    /// The code of the one link; empty for several, or when it is too long.
    ObservableValue<Optional<QrCode>> codeProperty() {
        return made.map(now -> now.links().size() == 1
                ? QrCode.of(now.links().getFirst().address().toString())
                : Optional.empty());
    }

    ObjectProperty<Lifetime> lifetimeProperty() {
        return lifetime;
    }

    ObjectProperty<Purpose> purposeProperty() {
        return purpose;
    }

    ObjectProperty<LinkText> formatProperty() {
        return format;
    }

    /// Whether this library takes copies to link to.
    public BooleanProperty takesCopiesProperty() {
        return takesCopies;
    }

    /// What copies are made as.
    RenditionViewModel copies() {
        return copies;
    }

    /// Whether links lead to copies, which have to be made.
    ReadOnlyBooleanProperty ofCopiesProperty() {
        return ofCopies.getReadOnlyProperty();
    }

    BooleanProperty withoutMetadataProperty() {
        return withoutMetadata;
    }

    /// Whether copies say title, tags and stars all the same. Asked each time: tags name people.
    BooleanProperty withCaptionProperty() {
        return withCaption;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// While links are made.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ImageRecord>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<SharedLinks> madeProperty() {
        return made.getReadOnlyProperty();
    }

    /// How far the making is.
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
