package dev.vitrine.ui.actions;

import dev.vitrine.image.Subscription;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.Toasts;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// What can be done in this library, as far as anybody knows. Each loss is told once, and so is what comes back.
/// Belongs to the FX thread.
public final class LibraryRights implements AutoCloseable {
    private final Rights rights;
    private final Runnable lookAgain;
    private final Runnable look;
    private final Background background;
    private final Toasts toasts;
    private final Subscription subscription;
    private final ReadOnlyObjectWrapper<Set<LibraryAct>> lost;
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

    /// @param lookAgain tries out whether what was refused is allowed by now; blocks
    public LibraryRights(Rights rights, Runnable lookAgain, Background background, Toasts toasts) {
        this.rights = rights;
        this.lookAgain = lookAgain;
        this.background = background;
        this.toasts = toasts;
        look = this::tryOut;
        lost = new ReadOnlyObjectWrapper<>(LibraryAct.without(rights.refused().keySet()));
        subscription = rights.subscribe(background.oncePerPulse(this::refresh));
    }

    private LibraryRights(LibraryRights whole) {
        rights = whole.rights;
        lookAgain = whole.lookAgain;
        background = whole.background;
        toasts = whole.toasts;
        subscription = () -> {};
        lost = new ReadOnlyObjectWrapper<>();
        lost.bind(whole.lost);
        looking.bind(whole.looking);
        look = whole::lookAgain;
    }

    /// The same for a build of the window, which need not stop listening: it lives no longer than these.
    public LibraryRights scoped() {
        return new LibraryRights(this);
    }

    /// What is refused here.
    public ReadOnlyObjectProperty<Set<LibraryAct>> lostProperty() {
        return lost.getReadOnlyProperty();
    }

    public boolean allows(LibraryAct act) {
        return !lost.get().contains(act);
    }

    public ObservableValue<Boolean> allowsProperty(LibraryAct act) {
        return lost.map(acts -> !acts.contains(act));
    }

    /// Tells in place of doing it what is not allowed here.
    ///
    /// @return whether it is allowed, and nothing was told
    public boolean allowsOrTells(LibraryAct act) {
        if (!allows(act)) {
            toasts.show(refusal(act));
        }
        return allows(act);
    }

    /// For people.
    public String refusal(LibraryAct act) {
        return text("rights.refused", LibraryAct.text(Set.of(act)));
    }

    /// For people: what is not allowed here, in a few words.
    public String summary() {
        Set<LibraryAct> acts = lost.get();
        boolean looksOnly = acts.contains(LibraryAct.UPLOAD) && acts.contains(LibraryAct.EDIT);
        return looksOnly ? Messages.text("rights.status.look") : text("rights.status.less", LibraryAct.text(acts));
    }

    /// The same as a sentence.
    public String sentence() {
        return text("rights.lost", LibraryAct.text(lost.get()));
    }

    /// The same, and why.
    public String explanation() {
        return text("rights.explained", LibraryAct.text(lost.get()), reasons());
    }

    /// Of a disk that cannot be written to no account is to blame.
    private String text(String key, Object... words) {
        return Messages.text(isForThisMachine() ? key + ".here" : key, words);
    }

    /// In the words of whoever refused it; several reasons stand below each other.
    String reasons() {
        return rights.refused().values().stream()
                .distinct()
                .sorted()
                .map(Sentences::text)
                .collect(Collectors.joining("\n\n"));
    }

    /// Whether it is not the library that refuses, but this machine that cannot write: the same at each look.
    public boolean isForThisMachine() {
        Map<Right, String> refused = rights.refused();
        String here = refused.getOrDefault(Right.NOTE_WORK, "");
        return !here.isEmpty() && refused.values().stream().allMatch(here::equals);
    }

    /// While it is tried out what is allowed by now.
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    /// Tries out whether what was refused is allowed by now.
    public void lookAgain() {
        look.run();
    }

    private void tryOut() {
        if (looking.get()) {
            return;
        }
        looking.set(true);
        Set<LibraryAct> before = lost.get();
        background.run(
                () -> {
                    lookAgain.run();
                    return before;
                },
                _ -> {
                    looking.set(false);
                    refresh();
                    if (lost.get().equals(before)) {
                        toasts.show(Messages.text("rights.still", LibraryAct.text(before)));
                    }
                },
                failure -> {
                    looking.set(false);
                    toasts.failure(failure);
                });
    }

    private void refresh() {
        Set<LibraryAct> before = lost.get();
        Set<LibraryAct> now = LibraryAct.without(rights.refused().keySet());
        if (!now.equals(before)) {
            lost.set(now);
            report(acts -> text("rights.lost", acts), now, before);
            report(acts -> Messages.text("rights.back", acts), before, now);
        }
    }

    private void report(UnaryOperator<String> sentence, Set<LibraryAct> changed, Set<LibraryAct> known) {
        var news = EnumSet.noneOf(LibraryAct.class);
        news.addAll(changed);
        news.removeAll(known);
        String acts = LibraryAct.text(news);
        if (!acts.isEmpty()) {
            toasts.show(sentence.apply(acts));
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
