package dev.vitrine.ui.archive;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageClass;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.archive.RetrievalOffer;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.BringBack.Tier;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What is to be brought back, in which way and for how long: hours and price are said before anything is asked for.
public final class BringBackViewModel {
    private final Optional<AwsPrices> prices;
    private final BiConsumer<List<ImageRecord>, BringBack> ask;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<ImageRecord>> images = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Tier> tier = new SimpleObjectProperty<>(Tier.STANDARD);
    private final IntegerProperty days = new SimpleIntegerProperty(BringBack.USUAL_DAYS);

    /// @param prices empty where they are not known: of every server but AWS
    /// @param ask asks for these
    public BringBackViewModel(Optional<AwsPrices> prices, BiConsumer<List<ImageRecord>, BringBack> ask) {
        this.prices = prices;
        this.ask = ask;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ImageRecord>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    ObjectProperty<Tier> tierProperty() {
        return tier;
    }

    IntegerProperty daysProperty() {
        return days;
    }

    /// @param archived see [RetrievalOffer#toBringBack]
    public void open(List<ImageRecord> archived) {
        images.set(List.copyOf(archived));
        tier.set(Tier.STANDARD);
        open.set(true);
    }

    public void close() {
        open.set(false);
    }

    public void bringBack() {
        if (open.get()) {
            close();
            ask.accept(images.get(), new BringBack(tier.get(), days.get()));
        }
    }

    String heading() {
        return Messages.text("archive.heading", images.get().size());
    }

    String explanation() {
        long bytes = images.get().stream()
                .mapToLong(image -> image.facts().sizeBytes())
                .sum();
        return Messages.text("archive.explained", images.get().size(), Format.bytes(bytes));
    }

    List<RetrievalOffer> offers() {
        return RetrievalOffer.of(images.get());
    }

    /// How long it takes and, where that is known, what it costs.
    String text(RetrievalOffer offer) {
        String wait = Messages.text("archive.wait." + offer.usualWait());
        String way = Messages.text("archive.tier." + offer.tier());
        return prices.map(table -> Messages.text(
                        "archive.offer.priced", way, wait, Format.dollars(offer.dollars(table, days.get()))))
                .orElseGet(() -> Messages.text("archive.offer", way, wait));
    }

    /// Where the prices are from; `""` where none are shown.
    String caveat() {
        return prices.map(table -> Messages.text("archive.prices", table.region(), table.asOf()))
                .orElse("");
    }

    /// What S3 moves by itself stays when it is back.
    boolean takesDays() {
        return images.get().stream()
                .flatMap(image -> StorageClass.of(image.facts().storage().storageClass()).stream())
                .anyMatch(known -> !known.isTiered());
    }
}
