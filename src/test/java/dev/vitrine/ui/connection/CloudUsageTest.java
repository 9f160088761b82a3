package dev.vitrine.ui.connection;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.StorageClass;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.CloudUsage.Kind;
import dev.vitrine.store.CloudUsage.Usage;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.connection.CloudUsageViewModel.UseLine;
import dev.vitrine.ui.support.Background;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class CloudUsageTest {
    /// Three images of a gigabyte each, and as many in the trash; none in another class.
    private static final Function<ImageQuery, ImageResult> LIBRARY = query -> {
        boolean isAll = query.withScope(Scope.LIBRARY).equals(ImageQuery.ALL);
        return (ImageResult) Proxy.newProxyInstance(
                ImageResult.class.getClassLoader(),
                new Class<?>[] {ImageResult.class},
                (_, method, _) -> switch (method.getName()) {
                    case "size" -> isAll ? 3 : 0;
                    case "sizeBytes" -> isAll ? 3L << 30 : 0L;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    };

    private final CloudUsage use = new CloudUsage(Optional.of("us-east-1"), StorageClass.STANDARD);
    private CloudUsageView button;

    @Start
    void start(Stage stage) {
        button = new CloudUsageView(model(use));
        var page = new BorderPane();
        page.setBottom(button);
        stage.setScene(new Scene(page, 700, 500));
        stage.show();
    }

    @Test
    void eachKindHasItsPriceAndAllHaveASum() {
        use.add(Kind.ROWS_READ, new Usage(10, 2_000, 1_000_000, 800_000));
        use.add(Kind.ROWS_WRITTEN, new Usage(1, 500, 100, 2));
        use.add(Kind.UPLOADS, new Usage(2_000, 9_000_000, 0, 0));
        use.add(Kind.OTHER, new Usage(3, 0, 0, 0));
        assertEquals(
                List.of(
                        // 800,000 units at 12.5 cents a million are 0.1 dollars; a megabyte is 0.00009
                        new UseLine("Rows read", "10 requests", "1.0 MB", "800,000 units", "$0.1001"),
                        new UseLine("Rows written", "1 request", "600 bytes", "2 units", "$0.0000"),
                        new UseLine("Uploads", "2,000 requests", "9.0 MB", "", "$0.0100"),
                        new UseLine("Other, free of charge", "3 requests", "no bytes", "", "$0.0000"),
                        new UseLine("All", "2,014 requests", "10 MB", "", "$0.1101")),
                model(use).lines());
        assertTrue(model(use).note().contains("us-east-1"));
    }

    @Test
    void pricesOfAnotherRegionAreItsOwnOrAreToldNotToBe() {
        assertTrue(note("eu-central-1").startsWith("At the list prices of eu-central-1"));
        assertTrue(note("xy-east-9").contains("us-east-1") && note("xy-east-9").contains("xy-east-9"));
    }

    /// Ten times as much in an archive; and what is not known is not called free.
    @Test
    void uploadsCostWhatTheirClassCostsAndBringingBackIsNotFree() {
        var archive = new CloudUsage(Optional.of("us-east-1"), StorageClass.DEEP_ARCHIVE);
        archive.add(Kind.LISTING, new Usage(1_000, 0, 0, 0));
        archive.add(Kind.UPLOADS, new Usage(1_000, 0, 0, 0));
        archive.add(Kind.BRINGING_BACK, new Usage(2, 0, 0, 0));
        var model = model(archive);
        assertEquals(
                List.of(
                        new UseLine("Listing files", "1,000 requests", "no bytes", "", "$0.0050"),
                        new UseLine("Uploads", "1,000 requests", "no bytes", "", "$0.0500"),
                        new UseLine("Bringing back from archives", "2 requests", "no bytes", "", ""),
                        new UseLine("All", "2,002 requests", "no bytes", "", "$0.0550")),
                model.lines());
        assertTrue(model.note().contains("bringing back from archives"), model.note());
    }

    /// A start reads no table of prices.
    @Test
    void pricesAreReadWhenItOpens() {
        var read = new ArrayList<String>();
        var model = new CloudUsageViewModel(use, LIBRARY, () -> true, Background.immediate(), region -> {
            read.add(region);
            return AwsPrices.of(region);
        });
        assertEquals(List.of(), read);
        model.lines();
        model.note();
        model.lines();
        assertEquals(List.of("us-east-1"), read);
    }

    @Test
    void anotherServerHasNoPrices() {
        var elsewhere = new CloudUsage(Optional.empty(), StorageClass.STANDARD);
        elsewhere.add(Kind.LISTING, new Usage(1, 0, 2_000, 0));
        var model = model(elsewhere);
        assertEquals(
                List.of(
                        new UseLine("Listing files", "1 request", "2.0 kB", "", ""),
                        new UseLine("All", "1 request", "2.0 kB", "", "")),
                model.lines());
        assertEquals("What this server costs is not known here.", model.note());
    }

    @Test
    void aKeyOpensItOverTheStatusBarAndEscClosesIt(WindowRobot robot) {
        use.add(Kind.DOWNLOADS, new Usage(5, 0, 1_000_000, 0));
        robot.interact(button::requestFocus);
        robot.push(KeyCode.SPACE);
        await(() -> !labels().isEmpty());
        assertTrue(labels().contains("Downloads and previews"), labels().toString());
        assertTrue(button.getAccessibleText().contains("6 images"), button.getAccessibleText());
        assertTrue(button.getAccessibleText().contains("5 requests"), button.getAccessibleText());
        robot.push(KeyCode.ESCAPE);
        await(() -> labels().isEmpty());
        assertFalse(button.getAccessibleText().contains("5 requests"));
        robot.clickOn(button);
        await(() -> !labels().isEmpty());
        double top = button.localToScreen(button.getBoundsInLocal()).getMinY();
        await(() -> Window.getWindows().stream()
                .filter(Popup.class::isInstance)
                .allMatch(shown -> shown.getY() + shown.getHeight() <= top));
        robot.clickOn(button);
        await(() -> labels().isEmpty());
    }

    @Test
    void whatLiesThereIsSaidWithWhatAMonthOfItCosts() {
        var said = new ArrayList<String>();
        model(use).storage(said::add);
        model(new CloudUsage(Optional.empty(), StorageClass.STANDARD)).storage(said::add);
        assertEquals(
                List.of(
                        "Stored now, with the trash: 6 images, 6.4 GB. Keeping that costs about $0.14 a month,"
                                + " without previews and earlier versions.",
                        "Stored now, with the trash: 6 images, 6.4 GB."),
                said);
    }

    @Test
    void aPartOfTheLibraryDoesNotPassForAllOfIt() {
        var isWhole = new AtomicBoolean();
        var model = new CloudUsageViewModel(use, LIBRARY, isWhole::get, Background.immediate());
        var said = new ArrayList<String>();
        model.storage(said::add);
        assertEquals(List.of("What lies in the library is said here once all its rows were read."), said);
        isWhole.set(true);
        model.storage(said::add);
        assertTrue(said.getLast().startsWith("Stored now, with the trash: 6 images"), said.getLast());
    }

    private static CloudUsageViewModel model(CloudUsage use) {
        return new CloudUsageViewModel(use, LIBRARY, () -> true, Background.immediate());
    }

    private static List<String> labels() {
        Set<Node> all = Window.getWindows().stream()
                .filter(Window::isShowing)
                .flatMap(window -> window.getScene().getRoot().lookupAll(".cloud-use .label").stream())
                .collect(Collectors.toSet());
        return all.stream().map(node -> ((Labeled) node).getText()).toList();
    }

    private static String note(String region) {
        return model(new CloudUsage(Optional.of(region), StorageClass.STANDARD)).note();
    }
}
