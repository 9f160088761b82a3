package dev.vitrine.ui.connection;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.mirror.FirstReading;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// How far a cloud library is mirrored, in words.
public final class SyncStatusViewModel implements AutoCloseable {
    private final ReadOnlyObjectWrapper<MirrorStatus> status;
    private final Runnable wake;
    private final Runnable agree;
    private final Supplier<Optional<AwsPrices>> prices;
    private final Subscription subscription;

    /// @param prices of the library's region; empty where nobody knows them
    public SyncStatusViewModel(MirrorSync mirror, Supplier<Optional<AwsPrices>> prices, Background background) {
        this.prices = prices;
        agree = mirror::agree;
        status = new ReadOnlyObjectWrapper<>(mirror.status());
        wake = mirror::wake;
        subscription = mirror.subscribe(background.oncePerPulse(refresh(mirror::status)));
    }

    /// For tests: shows what it is given.
    SyncStatusViewModel(ObservableValue<MirrorStatus> shown, Runnable wake) {
        status = new ReadOnlyObjectWrapper<>();
        status.bind(shown);
        this.wake = wake;
        agree = wake;
        prices = () -> Optional.of(AwsPrices.of("eu-central-1"));
        subscription = () -> {};
    }

    private Runnable refresh(Supplier<MirrorStatus> newest) {
        return () -> status.set(newest.get());
    }

    /// Calls back now and at each news of the mirror, which asks its service every few moments.
    public void atEachLook(Runnable look) {
        status.subscribe(_ -> look.run());
    }

    ReadOnlyObjectProperty<MirrorStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// True until everything was read once: an empty gallery says nothing about the library then.
    ObservableValue<Boolean> unreadProperty() {
        return status.map(now -> now.asOf().isEmpty());
    }

    ObservableValue<String> sentenceProperty() {
        return status.map(SyncStatusViewModel::sentence);
    }

    /// Does not wait for the next look.
    void lookNow() {
        wake.run();
    }

    /// A large table is read after all.
    void agree() {
        agree.run();
    }

    static String title(FirstReading reading) {
        String about = reading.scope().isAll() ? "sync." : "sync.part.";
        return Messages.text(
                about + (reading.isTooLarge() ? "large.title" : "asks.title"),
                reading.size().rows());
    }

    String explanation(FirstReading reading) {
        if (reading.isTooLarge()) {
            return Messages.text(
                    reading.scope().isAll() ? "sync.large.text" : "sync.part.large.text",
                    reading.size().rows());
        }
        String price = prices.get()
                .map(known -> " "
                        + Messages.text(
                                "sync.asks.price",
                                Format.dollars(reading.dollars(known)),
                                known.region(),
                                known.asOf()))
                .orElse("");
        return Messages.text("sync.asks.text", Format.bytes(reading.disk())) + price;
    }

    /// What a million images take, as far as it is known; `""` where it is not.
    public String costOfMillion() {
        return status.get().asks().filter(reading -> reading.size().rows() > 0).stream()
                .map(FirstReading::ofMillion)
                .map(million -> prices.get()
                        .map(known -> Messages.text(
                                "sync.scope.cost.price",
                                Format.bytes(million.disk()),
                                Format.dollars(million.dollars(known)),
                                known.region(),
                                known.asOf()))
                        .orElseGet(() -> Messages.text("sync.scope.cost", Format.bytes(million.disk()))))
                .findFirst()
                .orElse("");
    }

    private static String sentence(MirrorStatus now) {
        String sentence = switch (now.state()) {
            case FILLING ->
                now.expected() > 0
                        ? Messages.text("sync.filling.of", now.read(), Math.max(now.read(), now.expected()))
                        : Messages.text("sync.filling", now.read());
            case LIVE ->
                now.asOf()
                        .map(when -> Messages.text("sync.live", timeOf(when)))
                        .orElseGet(() -> Messages.text("sync.following"));
            case WAITING ->
                now.asOf()
                        .map(when -> Messages.text("sync.waiting", timeOf(when)))
                        .orElseGet(() -> Messages.text("sync.following"));
            case OFFLINE ->
                now.asks().isPresent()
                        ? Messages.text("sync.asks")
                        : now.asOf()
                                .map(when -> Messages.text("sync.offline.asOf", timeOf(when)))
                                .orElseGet(() -> Messages.text("sync.offline"));
        };
        String shown = now.hidden() > 0 ? Messages.text("sync.hidden", sentence, now.hidden()) : sentence;
        return now.slowed() ? Messages.text("sync.slowed", shown) : shown;
    }

    /// Only the time when it was today.
    private static String timeOf(Instant when) {
        LocalDateTime there = LocalDateTime.ofInstant(when, ZoneId.systemDefault());
        return there.toLocalDate().equals(LocalDate.now()) ? Format.timeOfDay(there) : Format.time(there);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
