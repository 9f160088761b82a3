package dev.vitrine.ui.support;

import dev.vitrine.image.ImageException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps an answer current: asks off the FX thread, one question at a time.
///
/// A library that changes faster than it answers must not starve the screen, so [#again] lets the question under way
/// finish.
public final class LatestTask<T> {
    private final Background.Lane lane;
    private final Supplier<Callable<T>> question;
    private final Consumer<T> answer;
    private final Consumer<ImageException> failure;
    private boolean underWay;
    private boolean onceMore;

    /// @param question made on the FX thread, from what the screen shows at that moment
    public LatestTask(
            Background background,
            Supplier<Callable<T>> question,
            Consumer<T> answer,
            Consumer<ImageException> failure) {
        this.lane = background.lane();
        this.question = question;
        this.answer = answer;
        this.failure = failure;
    }

    /// The question itself changed: drops the one under way.
    public void now() {
        underWay = true;
        onceMore = false;
        lane.run(question.get(), this::answered, this::failed);
    }

    /// The library changed: the same question once more, after the one under way.
    public void again() {
        if (underWay) {
            onceMore = true;
        } else {
            now();
        }
    }

    public void stop() {
        underWay = false;
        onceMore = false;
        lane.cancel();
    }

    private void answered(T value) {
        underWay = false;
        answer.accept(value);
        askOnceMore();
    }

    private void failed(ImageException reason) {
        underWay = false;
        failure.accept(reason);
        askOnceMore();
    }

    private void askOnceMore() {
        if (onceMore) {
            now();
        }
    }
}
