package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.store.ServerCertificate;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Asks whether a server is the one that it should be, where nobody vouches for it.
final class CertificateView extends VBox {
    private final Runnable trust;

    CertificateView(ObservableValue<Optional<ServerCertificate>> shown, Runnable trust) {
        this.trust = trust;
        getStyleClass().addAll("section", "certificate");
        setId("certificate");
        managedProperty().bind(visibleProperty());
        shown.subscribe(this::show);
    }

    private void show(Optional<ServerCertificate> shown) {
        setVisible(shown.isPresent());
        shown.ifPresentOrElse(this::ask, getChildren()::clear);
    }

    private void ask(ServerCertificate shown) {
        List<Node> doubts = shown.doubts().stream()
                .map(doubt ->
                        (Node) Labels.wrapped(text("certificate.doubt." + doubt.name(), shown.server()), "strong"))
                .toList();
        var button = new Button(text("certificate.trust"), Icons.of(Feather.SHIELD));
        button.setId("trust-certificate");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> trust.run());
        getChildren().setAll(doubts);
        getChildren()
                .addAll(
                        fact("certificate.server", shown.server()),
                        fact("certificate.subject", shown.subject()),
                        fact(
                                "certificate.validity",
                                text("certificate.validity.range", time(shown.notBefore()), time(shown.notAfter()))),
                        Labels.wrapped(text("certificate.fingerprint"), "small", "muted"),
                        fingerprint(shown.fingerprint()),
                        Labels.wrapped(text("certificate.note"), "muted"),
                        button);
    }

    private static String time(Instant instant) {
        return Format.time(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()));
    }

    private static VBox fact(String key, String value) {
        return new VBox(Labels.wrapped(text(key), "small", "muted"), Labels.wrapped(value));
    }

    /// To be compared, and copied.
    private static TextArea fingerprint(String digits) {
        var area = styled(new TextArea(digits.replaceAll("((..:){7}..):", "$1\n")), "fingerprint");
        area.setId("fingerprint");
        area.setEditable(false);
        area.setPrefRowCount(4);
        area.setAccessibleText(text("certificate.fingerprint"));
        return area;
    }
}
