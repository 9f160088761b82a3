package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery.Days;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The timeline of the sidebar: bars of the images that every other filter lets through, a mark that keys move, a brush
/// that chooses days.
///
/// The brush asks for nothing before it is let go, so that a drag is one step of the history.
final class TimelineViewModel {
    private static final int NONE = -1;

    private final Consumer<Optional<Days>> choose;
    private final ReadOnlyObjectWrapper<Timeline> timeline = new ReadOnlyObjectWrapper<>(Timeline.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<Days>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper mark = new ReadOnlyIntegerWrapper(NONE);
    private List<Count<YearMonth>> months = List.of();
    private Optional<Days> asked = Optional.empty();
    private int room = 48;
    private int anchor = NONE;
    private boolean brushing;

    TimelineViewModel(Consumer<Optional<Days>> choose) {
        this.choose = choose;
    }

    ReadOnlyObjectProperty<Timeline> timelineProperty() {
        return timeline.getReadOnlyProperty();
    }

    /// The days that stand out: those of the brush while it is drawn, else those of the query.
    ReadOnlyObjectProperty<Optional<Days>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// The bar that keys act on and that is spoken of; below 0 there is none.
    ReadOnlyIntegerProperty markProperty() {
        return mark.getReadOnlyProperty();
    }

    /// @param counted newest first, with every filter but the days taken
    void update(List<Count<YearMonth>> counted, Optional<Days> taken) {
        // Where nothing is found the old times stay as a place to choose from, as the lines of the other
        // sections do.
        months = counted.isEmpty()
                ? months.stream().map(month -> new Count<>(month.value(), 0)).toList()
                : counted;
        asked = taken;
        show();
    }

    /// @param bars that there is room for
    void setRoom(int bars) {
        if (bars != room) {
            room = Math.max(1, bars);
            show();
        }
    }

    /// The pointer goes down on a bar; with `extending` the brush begins where the last one did.
    void press(int bar, boolean extending) {
        if (!extending || anchor == NONE) {
            anchor = bar;
        }
        brushing = true;
        mark.set(bar);
        showChosen();
    }

    void drag(int bar) {
        if (brushing) {
            mark.set(bar);
            showChosen();
        }
    }

    /// The pointer is let go: the brushed days are asked for; those that were asked for already are given up.
    void release() {
        if (brushing) {
            brushing = false;
            toggle(timeline.get().days(anchor, mark.get()));
        }
    }

    /// Gives up a brush that is being drawn, else the days that were asked for.
    ///
    /// @return false when there was nothing to give up
    boolean reset() {
        if (!brushing && asked.isEmpty()) {
            return false;
        }
        if (!brushing) {
            choose.accept(Optional.empty());
        }
        brushing = false;
        anchor = NONE;
        showChosen();
        return true;
    }

    /// Moves the mark, by far as to either end; with `extending` the days between where it began and where it is
    /// are asked for.
    void move(int by, boolean extending) {
        int last = timeline.get().bars().size() - 1;
        if (brushing || last < 0) {
            return;
        }
        int from = mark.get() == NONE ? last : mark.get();
        // The first key only shows where the mark is.
        int to = mark.get() == NONE && !extending ? last : Math.clamp((long) from + by, 0, last);
        if (!extending) {
            anchor = to;
        } else if (anchor == NONE) {
            anchor = from;
        }
        mark.set(to);
        if (extending) {
            choose.accept(Optional.of(timeline.get().days(anchor, to)));
        }
    }

    void chooseMarked() {
        if (!brushing && mark.get() != NONE) {
            anchor = mark.get();
            toggle(timeline.get().days(anchor, anchor));
        }
    }

    /// One bar in words: `June 2024 · 12 images`.
    String sentence(int bar) {
        Timeline.Bar reported = timeline.get().bars().get(bar);
        return text("filter.timeline.bar", Chips.span(reported.days()), reported.images());
    }

    /// The days of the brush while it is drawn; `""` else.
    String brushSentence() {
        return brushing
                ? text(
                        "filter.timeline.bar",
                        Chips.span(timeline.get().days(anchor, mark.get())),
                        timeline.get().images(anchor, mark.get()))
                : "";
    }

    String accessibleSentence() {
        Timeline now = timeline.get();
        if (now.bars().isEmpty()) {
            return text("filter.years.title");
        }
        String whole = text(
                "filter.timeline.accessible", Chips.span(now.days(0, now.bars().size() - 1)));
        String marked =
                mark.get() == NONE ? whole : text("filter.timeline.marked.accessible", whole, sentence(mark.get()));
        return asked.isEmpty() ? marked : text("filter.timeline.chosen.accessible", marked, Chips.span(asked.get()));
    }

    private void toggle(Days days) {
        choose.accept(asked.equals(Optional.of(days)) ? Optional.empty() : Optional.of(days));
        showChosen();
    }

    private void show() {
        Timeline next = Timeline.of(months, room);
        if (!next.equals(timeline.get())) {
            if (!sameBars(next, timeline.get())) {
                brushing = false;
                anchor = NONE;
                mark.set(NONE);
            }
            timeline.set(next);
        }
        showChosen();
    }

    private void showChosen() {
        chosen.set(brushing ? Optional.of(timeline.get().days(anchor, mark.get())) : asked);
    }

    private static boolean sameBars(Timeline one, Timeline other) {
        return one.bars().stream()
                .map(Timeline.Bar::days)
                .toList()
                .equals(other.bars().stream().map(Timeline.Bar::days).toList());
    }
}
