package dev.vitrine.store;

import dev.vitrine.image.ImageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sign-in by the codes of a device, which takes `123456` alone.
public final class CodeDevice implements SignIn.ByCode {
    public static final String NAME = "arn:aws:iam::123456789012:mfa/alice";
    private static final String RIGHT = "123456";

    public final List<String> typed = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Instant> endsAt() {
        return Optional.empty();
    }

    @Override
    public boolean isMissing() {
        return !typed.contains(RIGHT);
    }

    @Override
    public String device() {
        return NAME;
    }

    @Override
    public void enter(String code) {
        typed.add(code);
        if (!code.equals(RIGHT)) {
            throw new ImageException.Invalid("A code has six digits. Type those that the device shows now.");
        }
    }
}
