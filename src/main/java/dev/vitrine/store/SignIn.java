package dev.vitrine.store;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A way to sign in that a person goes in a browser, for keys that an AWS profile has for some hours. Calls block.
///
/// Every method throws [dev.vitrine.image.ImageException] and nothing else.
public interface SignIn {
    /// @param page to be opened in a browser
    /// @param code that the page shows, to be compared
    /// @param until when it has to be confirmed
    record Request(URI page, String code, Instant until) {}

    /// When the keys end that there are now; empty for none, and for those that renew themselves.
    Optional<Instant> endsAt();

    /// Asks for a page to sign in on.
    Request begin();

    /// Waits until a person has confirmed it there. Interrupt it to stop.
    ///
    /// @throws dev.vitrine.image.ImageException.Denied when it was refused, or not confirmed in time
    void await(Request begun);
}
