package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Stands in the status bar as long as others in the network can read along.
public final class UnencryptedBadge extends Label {
    public UnencryptedBadge(ConnectionProfile profile) {
        super(text("connection.readable"), Icons.of(Feather.UNLOCK));
        getStyleClass().addAll("small", "badge", "unencrypted");
        setId("unencrypted");
        setMinWidth(Region.USE_PREF_SIZE);
        boolean isReadable =
                profile instanceof ConnectionProfile.Cloud(AwsSettings settings) && settings.isReadableOnTheWay();
        Nodes.show(this, isReadable);
        if (profile instanceof ConnectionProfile.Cloud(AwsSettings settings) && isReadable) {
            String explained = text("connection.readable.tip", settings.place());
            var tip = new Tooltip(explained);
            LineWrap.of(tip);
            tip.setMaxWidth(TextSize.of(480));
            setTooltip(tip);
            setAccessibleText(explained);
        }
    }
}
