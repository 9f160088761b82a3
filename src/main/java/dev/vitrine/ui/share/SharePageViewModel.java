package dev.vitrine.ui.share;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.share.CreatedPage;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.QrCode;
import dev.vitrine.service.share.SharedPages;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;

/// One page for several images: what it is to be, its making, and its link. Belongs to the FX thread.
public final class SharePageViewModel {
    private final Optional<SharedPages> pages;
    private final Background background;
    private final SharedPagesViewModel.Outside outside;
    private final SharePageForm form;
    private final BooleanProperty takesCopies = new SimpleBooleanProperty(true);
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<PageState> state = new ReadOnlyObjectWrapper<>(PageState.FORM);
    private final ReadOnlyObjectWrapper<List<ImageRecord>> images = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<CreatedPage>> made = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper();
    private final ObservableStringValue hindrance;
    private Making making = new Making();

    enum PageState {
        FORM,
        MAKING,
        STOPPING,
        MADE
    }

    private static final class Making {
        private Background.Ticket ticket = () -> {};
        private volatile boolean stopped;
        private volatile int handled;
    }

    /// @param pages empty for a library that nothing outside of this machine can reach
    public SharePageViewModel(
            Optional<SharedPages> pages,
            Background background,
            Settings settings,
            RenditionViewModel copies,
            SharedPagesViewModel.Outside outside) {
        this.pages = pages;
        this.background = background;
        this.outside = outside;
        form = new SharePageForm(settings, copies);
        hindrance = Bindings.createStringBinding(this::whyNot, takesCopies, images, form.hindranceProperty());
    }

    /// @return false where nothing can be shared
    public boolean open(List<ImageRecord> chosen) {
        if (pages.isEmpty() || chosen.isEmpty()) {
            return false;
        }
        close();
        making = new Making();
        form.open();
        images.set(List.copyOf(chosen));
        made.set(Optional.empty());
        state.set(PageState.FORM);
        problem.set("");
        said.set("");
        open.set(true);
        return true;
    }

    private String whyNot() {
        if (!takesCopies.get()) {
            return text("page.refused");
        }
        if (images.get().size() > SharedPages.MOST_IMAGES) {
            return text("page.tooMany", SharedPages.MOST_IMAGES);
        }
        return form.hindranceProperty().get();
    }

    /// Copies the link when there is one, and makes the page otherwise: what Enter does.
    public void copyOrMake() {
        switch (state.get()) {
            case FORM -> make();
            case MADE -> copyLink();
            case MAKING, STOPPING -> {}
        }
    }

    private void make() {
        Optional<PageRequest> request = hindrance.get().isEmpty() ? request() : Optional.empty();
        if (request.isEmpty()) {
            return;
        }
        var run = new Making();
        making = run;
        problem.set("");
        said.set("");
        state.set(PageState.MAKING);
        List<ImageRecord> chosen = images.get();
        Runnable changed = background.oncePerPulse(() -> {
            if (making == run) {
                progress.set(text("page.making", run.handled, chosen.size()));
                fraction.set((double) run.handled / chosen.size());
            }
        });
        changed.run();
        run.ticket = background.run(
                () -> pages.orElseThrow().make(chosen, request.get(), (done, _) -> {
                    run.handled = done;
                    changed.run();
                    return !run.stopped;
                }),
                page -> show(run, page),
                failure -> fail(run, failure));
    }

    private Optional<PageRequest> request() {
        try {
            return Optional.of(form.request());
        } catch (ImageException.Invalid e) {
            problem.set(FailureText.text(e));
            return Optional.empty();
        }
    }

    private void show(Making run, CreatedPage page) {
        if (making == run && open.get()) {
            made.set(Optional.of(page));
            state.set(PageState.MADE);
            problem.set(page.failed().isEmpty() ? "" : left(page));
        } else {
            outside.toasts().show(text("page.madeMeanwhile"));
        }
    }

    private static String left(CreatedPage page) {
        ImageException first = page.failed().values().iterator().next();
        return text("page.failedSome", page.failed().size(), FailureText.coded(first));
    }

    private void fail(Making run, ImageException failure) {
        boolean isCancelled = failure instanceof ImageException.Cancelled;
        boolean isClean = failure.getSuppressed().length == 0;
        String sentence =
                isCancelled ? text(isClean ? "page.stopped" : "page.stopped.left") : FailureText.coded(failure);
        if (making == run && open.get()) {
            state.set(PageState.FORM);
            (isCancelled && isClean ? said : problem).set(sentence);
        } else if (!isCancelled || !isClean) {
            outside.toasts().failure(sentence, failure);
        }
    }

    /// Stops the making, which leaves nothing behind; closes otherwise. What Esc does.
    public void leave() {
        switch (state.get()) {
            case MAKING -> stop();
            case FORM, STOPPING, MADE -> close();
        }
    }

    private void stop() {
        state.set(PageState.STOPPING);
        making.stopped = true;
        making.ticket.interrupt();
    }

    /// What is being made is stopped.
    public void close() {
        if (state.get() == PageState.MAKING) {
            stop();
        }
        open.set(false);
        form.forgetPassword();
    }

    private void copyLink() {
        made.get().ifPresent(page -> {
            outside.clipboard().putText(page.link().address().toString());
            said.set(text("share.copied", 1));
        });
    }

    void copyPassword() {
        outside.clipboard().putText(form.passwordProperty().get());
        said.set(text("page.passwordCopied"));
    }

    void openPage() {
        made.get().ifPresent(page -> {
            URI address = page.link().address();
            background.run(
                    () -> {
                        outside.browser().open(address);
                        return address;
                    },
                    _ -> {},
                    failure -> problem.set(FailureText.coded(failure)));
        });
    }

    String heading() {
        return text("page.heading", images.get().size());
    }

    /// The address, `""` while there is none.
    ObservableValue<String> linkProperty() {
        return made.map(page -> page.map(now -> now.link().address().toString()).orElse(""));
    }

    /// `Works until 24 Nov 2026, 14:05.`
    ObservableValue<String> endProperty() {
        return made.map(page -> page.map(now -> text(
                        "page.end", now.page().images(), Format.time(now.page().endsAt())))
                .orElse(""));
    }

    /// Whether it ends earlier than was asked for.
    ObservableValue<Boolean> cutShortProperty() {
        return made.map(page -> page.filter(CreatedPage::cutShort).isPresent());
    }

    /// Empty also for a link that is too long for one.
    ObservableValue<Optional<QrCode>> codeProperty() {
        return made.map(
                page -> page.flatMap(now -> QrCode.of(now.link().address().toString())));
    }

    SharePageForm form() {
        return form;
    }

    /// Whether this account may store copies.
    public BooleanProperty takesCopiesProperty() {
        return takesCopies;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PageState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ImageRecord>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    /// Why no page can be made as it is, or `""`.
    ObservableStringValue hindranceProperty() {
        return hindrance;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// How much of it is made, 0 to 1.
    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }
}
