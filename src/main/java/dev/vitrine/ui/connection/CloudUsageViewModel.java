package dev.vitrine.ui.connection;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.StorageClass;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.archive.StorageCost;
import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.CloudUsage.Kind;
import dev.vitrine.store.CloudUsage.Usage;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// What this session asked of the cloud, and what that costs, in words. AWS has prices; of other servers only what was
/// asked is known.
public final class CloudUsageViewModel {
    private static final BigDecimal THOUSANDTH = new BigDecimal("0.001");
    private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");

    private final CloudUsage use;
    private final Function<String, AwsPrices> priceList;
    private final Function<ImageQuery, ImageResult> library;
    private final BooleanSupplier isWhole;
    private final Background.Lane looking;
    private Optional<AwsPrices> prices = Optional.empty();

    /// @param library answers what lies in it
    /// @param isWhole whether its rows are all on this machine
    public CloudUsageViewModel(
            CloudUsage use, Function<ImageQuery, ImageResult> library, BooleanSupplier isWhole, Background background) {
        this(use, library, isWhole, background, AwsPrices::of);
    }

    /// @param priceList of a region; read when somebody wants to know
    CloudUsageViewModel(
            CloudUsage use,
            Function<ImageQuery, ImageResult> library,
            BooleanSupplier isWhole,
            Background background,
            Function<String, AwsPrices> priceList) {
        this.use = use;
        this.library = library;
        this.isWhole = isWhole;
        this.looking = background.lane();
        this.priceList = priceList;
    }

    /// One kind of requests.
    ///
    /// @param units of DynamoDB, `""` where there are none
    /// @param price `""` where it is not known
    record UseLine(String kind, String requests, String bytes, String units, String price) {
        String sentence() {
            return String.join(
                    " · ",
                    Stream.of(kind, requests, bytes, units, price)
                            .filter(text -> !text.isEmpty())
                            .toList());
        }
    }

    /// As of this moment: what was asked at all, and the sum of it.
    List<UseLine> lines() {
        List<Kind> asked = Arrays.stream(Kind.values())
                .filter(kind -> use.of(kind).requests() > 0)
                .toList();
        Usage all = asked.stream().map(use::of).reduce(Usage.NONE, Usage::plus);
        Optional<BigDecimal> sum = prices().map(known ->
                asked.stream().flatMap(kind -> price(known, kind).stream()).reduce(BigDecimal.ZERO, BigDecimal::add));
        return Stream.concat(
                        asked.stream()
                                .map(kind -> line(
                                        Messages.text("use.kind." + kind.name()),
                                        use.of(kind),
                                        prices().flatMap(known -> price(known, kind)))),
                        Stream.of(line(
                                Messages.text("use.all"),
                                new Usage(all.requests(), all.sent(), all.received(), 0),
                                sum)))
                .toList();
    }

    /// Whose prices they are, and what is not in them.
    String note() {
        return prices().map(known -> known.region().equals(use.region().orElse(""))
                        ? Messages.text("use.note", known.region(), known.asOf())
                        : Messages.text(
                                "use.note.other",
                                known.region(),
                                known.asOf(),
                                use.region().orElse("")))
                .orElseGet(() -> Messages.text("use.note.unknown"));
    }

    /// What lies in the library, and what a month of that costs.
    ///
    /// @param shown is called with it, soon
    void storage(Consumer<String> shown) {
        Optional<AwsPrices> known = prices();
        looking.run(
                () -> isWhole.getAsBoolean()
                        ? sentence(StorageCost.of(library, known))
                        : Messages.text("use.stored.unknown"), // a part must not pass for the whole
                shown,
                _ -> {
                    // The status bar says what is wrong with the library.
                });
    }

    private static String sentence(StorageCost stored) {
        String bytes = Format.bytes(stored.bytes());
        return stored.month()
                .map(month -> Messages.text("use.stored.price", stored.images(), bytes, Format.dollars(month)))
                .orElseGet(() -> Messages.text("use.stored", stored.images(), bytes));
    }

    private static UseLine line(String kind, Usage count, Optional<BigDecimal> price) {
        return new UseLine(
                kind,
                Messages.text("use.requests", count.requests()),
                Format.bytes(count.sent() + count.received()),
                count.units() == 0 ? "" : Messages.text("use.units", Math.round(count.units())),
                price.map(Format::cost).orElse(""));
    }

    private Optional<AwsPrices> prices() {
        if (prices.isEmpty()) {
            prices = use.region().map(priceList);
        }
        return prices;
    }

    /// Previews lie in the usual class whatever that of originals is, so of uploads it is rather too much than too
    /// little. Empty where it depends on what is not counted.
    private Optional<BigDecimal> price(AwsPrices known, Kind kind) {
        Usage count = use.of(kind);
        BigDecimal requests = BigDecimal.valueOf(count.requests());
        BigDecimal units = BigDecimal.valueOf(count.units());
        Optional<BigDecimal> asked = switch (kind) {
            case ROWS_READ -> Optional.of(units.multiply(known.readUnit()).multiply(MILLIONTH));
            case ROWS_WRITTEN -> Optional.of(units.multiply(known.writeUnit()).multiply(MILLIONTH));
            case CHANGES -> Optional.of(requests.multiply(known.changes()).multiply(MILLIONTH));
            case LISTING ->
                Optional.of(
                        requests.multiply(known.store(StorageClass.STANDARD)).multiply(THOUSANDTH));
            case UPLOADS ->
                Optional.of(requests.multiply(known.store(use.uploadClass())).multiply(THOUSANDTH));
            case DOWNLOADS -> Optional.of(requests.multiply(known.read()).multiply(THOUSANDTH));
            case BRINGING_BACK -> Optional.empty();
            case OTHER -> Optional.of(BigDecimal.ZERO);
        };
        return asked.map(known.transfer(count.received())::add);
    }
}
