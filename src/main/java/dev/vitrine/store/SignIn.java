package dev.vitrine.store;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A way to sign in that a person goes, for keys that an AWS profile has for some hours. Calls block.
///
/// Every method throws [dev.vitrine.image.ImageException] and nothing else.
public sealed interface SignIn {
    /// When the keys end that there are now; empty for none, and for those that renew themselves.
    Optional<Instant> endsAt();

    /// True where nobody has signed in, or where what was given then is refused by now.
    boolean isMissing();

    /// @param page to be opened in a browser
    /// @param code that the page shows, to be compared; `""` where it shows none
    /// @param until when it has to be confirmed
    record Request(URI page, String code, Instant until) {}

    /// By a page of AWS.
    non-sealed interface ByBrowser extends SignIn {
        /// Asks for a page to sign in on.
        ///
        /// @param thanks for people: to be shown in the browser, where that page leads back to this program
        Request begin(String thanks);

        /// Waits until a person has confirmed it there. Interrupt it to stop.
        ///
        /// @throws dev.vitrine.image.ImageException.Denied when it was refused, or not confirmed in time
        void await(Request begun);

        /// Nobody will wait for that one: no way back is kept open for its page.
        default void giveUp(Request begun) {}
    }

    /// By a code that a device of the person shows.
    non-sealed interface ByCode extends SignIn {
        /// As AWS calls it.
        String device();

        /// @throws dev.vitrine.image.ImageException.Denied when it is not, or no longer, the code of the device
        void enter(String code);
    }
}
