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
final class RememberedQuery {
    private final StringProperty text;
    private final BooleanProperty trash;
    private final StringProperty order;

    RememberedQuery(Settings settings) {
        text = settings.text("filter.query", "");
        trash = settings.flag("filter.trash", false);
        order = settings.text("filter.order", Order.NEWEST.name());
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
