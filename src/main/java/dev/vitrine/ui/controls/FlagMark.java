package dev.vitrine.ui.controls;

import dev.vitrine.image.Flag;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// The tick of what is picked, the cross of what is rejected; nothing for neither.
public final class FlagMark extends Region {
    private static final PseudoClass PICK = PseudoClass.getPseudoClass("pick");
    private static final PseudoClass REJECT = PseudoClass.getPseudoClass("reject");

    public FlagMark(Flag flag) {
        getStyleClass().add("flag-mark");
        show(flag);
    }

    public void show(Flag flag) {
        pseudoClassStateChanged(PICK, flag == Flag.PICK);
        pseudoClassStateChanged(REJECT, flag == Flag.REJECT);
        setVisible(flag != Flag.NONE);
    }
}
