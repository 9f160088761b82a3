package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.search.SearchText;
import dev.vitrine.ui.support.Settings;
import java.util.Arrays;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;

/// The query as it is kept between runs: in the grammar of the search box, beside scope and order, which that grammar
/// does not tell.
///
/// Each library has a query of its own: what finds images in one finds none in another. The order is one's habit,
/// and the same everywhere.
final class RememberedQuery {
    private final StringProperty text;
    private final BooleanProperty trash;
    private final StringProperty order;

    RememberedQuery(Settings settings, String libraryKey) {
        text = settings.text(key("filter.query", libraryKey), "");
        trash = settings.flag(key("filter.trash", libraryKey), false);
        order = settings.text("filter.order", Order.NEWEST.name());
        if (!libraryKey.isEmpty()) {
            takeOver(settings.text("filter.query", ""), settings.flag("filter.trash", false));
        }
    }

    private static String key(String key, String libraryKey) {
        return libraryKey.isEmpty() ? key : key + "." + libraryKey;
    }

    /// Earlier versions kept one query for all libraries: it is that of the library that was shown last, which is
    /// the first to be opened now.
    private void takeOver(StringProperty earlierText, BooleanProperty earlierTrash) {
        if (!earlierText.get().isEmpty() || earlierTrash.get()) {
            text.set(earlierText.get());
            trash.set(earlierTrash.get());
            earlierText.set("");
            earlierTrash.set(false);
        }
    }

    ImageQuery read() {
        ImageQuery base = ImageQuery.ALL
                .withScope(trash.get() ? Scope.TRASH : Scope.LIBRARY)
                .withOrder(readOrder());
        return SearchText.parse(text.get(), base).query();
    }

    void write(ImageQuery query) {
        text.set(SearchText.print(query));
        trash.set(query.scope() == Scope.TRASH);
        order.set(query.order().name());
    }

    /// Another version may have had orders that this one does not know.
    private Order readOrder() {
        return Arrays.stream(Order.values())
                .filter(known -> known.name().equals(order.get()))
                .findFirst()
                .orElse(Order.NEWEST);
    }
}
