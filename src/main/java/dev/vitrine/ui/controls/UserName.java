package dev.vitrine.ui.controls;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.ui.support.FailureText;

/// The name of a user as it is typed. Apart from the field, so that view models need no control for it.
public final class UserName {
    private UserName() {}

    /// What is wrong with a name; `""` when nothing is.
    public static String problem(String typed) {
        try {
            ObjectKey.checkedUserId(typed.strip());
            return "";
        } catch (ImageException.Invalid e) {
            return FailureText.text(e);
        }
    }
}
